enum JavaFixture {
    /// What Java can declare, and how it is used.
    static let source = #"""
        package shop.orders;

        import java.util.List;
        import java.util.concurrent.*;
        import static java.lang.Math.max;
        import static org.junit.jupiter.api.Assertions.*;

        /**
         * An order of goods.
         */
        @Entity(name = "orders", flags = {Flags.LAZY})
        public abstract class Order<T extends Item> extends Base<T> implements Comparable<Order<T>>, io.Closeable {
            /** The most lines. */
            public static final int LIMIT = 10, FLOOR = -1;
            private final List<T> items = new ArrayList<>();
            static int made;
            int[] counts[] = {{1, 2}, {3}}, total;

            static {
                made = LIMIT;
            }

            /** Makes an order. */
            protected Order(List<? extends T> items, int... counts) throws OrderException {
                super(items);
                this.items.addAll(items);
            }

            /// The price of all.
            /// In cents.
            @Override
            public long price(final Rate rate) {
                long sum = 0;
                for (T item : items) sum += item.price() * rate.value;
                for (int i = 0, n = max(1, LIMIT); i < n; i++) sum -= i;
                Function<T, Long> cost = x -> x.price();
                BinaryOperator<Long> add = (a, b) -> a + b;
                Runnable task = new Runnable() {
                    private int runs;

                    @Override
                    public void run() { runs++; }
                };
                try (var in = open(); Reader other = new io.Reader(in)) {
                    return items.stream().map(Item::price).reduce(0L, add);
                } catch (IOException | TimeoutException error) {
                    throw new OrderException(error);
                } finally {
                    close();
                }
            }

            abstract <R> R fold(R start, BiFunction<R, T, R> step);

            int size(Object shape) {
                if (shape instanceof Box box && box.deep) return box.size();
                return switch (shape) {
                    case Circle(double radius, var center) -> (int) radius;
                    case Square square when square.side > 1 -> {
                        yield square.side;
                    }
                    default -> Order.made;
                };
            }

            public interface Visitor<R> extends Base.Visitor {
                int DEPTH = 3;
                R visit(Order<?> order);
                default void done() {}
            }

            enum Status implements Named {
                OPEN,
                /** Sent away. */
                SENT("sent") {
                    String label() { return "gone"; }
                };

                private final String label;
                Status() { this(""); }
                Status(String label) { this.label = label; }
                String label() { return label; }
            }
        }

        record Point<N extends Number>(N x, N y, String... names) implements Shape {
            static final Point<Integer> ORIGIN = new Point<>(0, 0);

            Point {
                Objects.requireNonNull(x);
            }

            N sum() { return x; }
        }

        @Retention(RetentionPolicy.RUNTIME)
        @interface Audited {
            String value() default "";
            int[] levels() default {1, 2};
        }

        class OrderTest {
            @BeforeEach
            void setUp() {}

            @Test
            void hasPrice() { assertEquals(1, new Order<>().price(null)); }

            @ParameterizedTest(name = "{0}")
            @ValueSource(ints = {1, 2})
            void hasSizes(int size) {}

            @org.testng.annotations.Test(groups = "slow")
            public void isSlow() {}

            @Nested
            class WhenEmpty {
                @RepeatedTest(3)
                void isFree() {}
            }
        }

        class LegacyTest extends junit.framework.TestCase {
            public void testOld() {}
            public void helper() {}
        }

        """#
}
