enum GoFixture {
    /// Every construct of Go that the queries know.
    static let source = #"""
        // Package stack shows what Go has.
        //
        // In two paragraphs.
        package stack

        import "fmt"
        import (
        	"context"
        	. "math"
        	_ "embed"
        	str "strings"
        	`testing`
        )

        // Limit is how many.
        const Limit = 10

        const (
        	// Red is the first.
        	Red Color = iota
        	Green, Blue
        )

        var ErrEmpty = errors.New("empty")
        var (
        	first, second int = 1, 2
        	table = map[string]int{"a": Limit}
        )
        var _ Shape = (*Circle)(nil)
        var compare = func(a, b int) bool { return a < b }

        // Color is a type.
        type Color int
        type Alias = str.Builder
        type (
        	// Shape has methods.
        	Shape interface {
        		fmt.Stringer
        		// Area is one.
        		Area(scale float64) (area float64, err error)
        		~int | Color
        	}
        	Handler func(ctx context.Context, args ...any) error
        )

        // A Circle is round.
        type Circle struct {
        	*Base
        	sync.Mutex
        	// X and Y are the middle.
        	X, Y   float64 `json:"x"`
        	Radius float64
        	next   map[Color][]*Circle
        }

        type Stack[T any, K comparable] struct{ items []T }

        // Push adds.
        func (s *Stack[T, K]) Push(item T) { s.items = append(s.items, item) }

        func (c Circle) Area(scale float64) (area float64, err error) {
        	defer c.Unlock()
        	area = Pi * c.Radius * c.Radius
        	return area * scale, nil
        }

        /* Map maps. */
        func Map[T, U any](items []T, f func(T) U) []U {
        	out := make([]U, 0, len(items))
        	inner := func(item T) U { return f(item) }
        	for _, item := range items {
        		out = append(out, inner(item))
        	}
        	type local struct{ depth int }
        	const cap = 3
        	var many [cap]local
        	_ = many
        	return out
        }

        func assembly(x int) int

        func run(ctx context.Context, ch <-chan Shape) {
        	if v, ok := table["a"]; ok && v > Limit {
        		fmt.Println(v, Circle{X: 1, Radius: first}, &str.Builder{}, Stack[int, string]{})
        	}
        	switch n := second; n {
        	case Limit:
        		goto end
        	default:
        		go assembly(n)
        	}
        	var shape any = <-ch
        	switch s := shape.(type) {
        	case *Circle:
        		_, _ = s.Area(Map[int, float64](nil, nil)[0])
        	}
        	for i := 0; i < 3; i++ {
        		select {
        		case got := <-ch:
        			fmt.Print(got.(Shape))
        		}
        	}
        end:
        	func() { recover() }()
        }

        func TestPush(t *testing.T) {
        	t.Run("sub test", func(t *testing.T) {})
        	t.Run("a\tb", func(t *testing.T) {})
        }
        func BenchmarkPush(b *testing.B) {}
        func FuzzPush(f *testing.F)      {}
        func ExampleStack_Push()         {}
        func TestMain(m *testing.M)      {}
        func Testing(t *testing.T)       {}

        type PushSuite struct{ suite.Suite }

        func (s *PushSuite) TestAll() {}

        var _ = Describe("stacks", func() {
        	It("push", func() {})
        })

        """#
}
