enum PHPFixture {
    /// What PHP can declare, and how it is used.
    static let source = #"""
        <?php
        declare(strict_types=1);

        namespace Shop\Orders;

        use DateTimeImmutable;
        use Shop\Items\Item as Product, Shop\Rate;
        use Shop\Traits\{Countable, Named as HasName};
        use function Shop\Math\total;
        use const Shop\{LIMIT as MOST, FLOOR};

        require_once 'bootstrap.php';
        require __DIR__ . '/config/app.php';
        include ("legacy.php");

        const FORMAT = 'json', DEPTH = 3;
        define('SHOP_ROOT', __DIR__);
        $registry = [];
        [$first, $second] = load(LIMIT);
        $double = fn(int $x): int => $x * 2;
        $triple = function (int $x) use ($registry, &$first): int {
            $local = $x * 3;
            return $local + count($registry);
        };

        /** What can be priced. */
        interface Priced extends \Countable, Named
        {
            public const CURRENCY = 'EUR';
            public function price(?Rate $rate = null): float;
        }

        trait Audited
        {
            protected array $log = [];
            abstract public function id(): int;
            public function audit(string ...$lines): static
            {
                $this->log[] = $lines;
                return $this;
            }
        }

        enum Status: string implements Named
        {
            /** Not sent yet. */
            case Open = 'open';
            case Sent = 'sent';
            public static function of(string $name): self { return self::from($name) ?? Status::Open; }
        }

        /**
         * An order.
         */
        #[Entity(table: 'orders')]
        abstract class Order extends Base\Record implements Priced, \JsonSerializable
        {
            use Countable, HasName { HasName::name as protected label; }
            use Audited;

            /** @var Product[] */
            private array $items = [], $spare;
            public static ?int $made = 0;
            public readonly string $name;
            final protected const MOST = 10;

            /** Makes an order. */
            public function __construct(
                private readonly Rate|null $rate,
                protected Clock&Ticking $clock = new SystemClock(),
                Product ...$items,
            ) {
                parent::__construct();
                $this->items = $items;
                self::$made++;
            }

            public function price(?Rate $rate = null): float
            {
                $sum = 0;
                global $registry;
                static $calls = 0;
                foreach ($this->items as $key => $item) {
                    $sum += $item->price() * $rate?->value * $rate?->factor();
                }
                foreach ($pairs as [$left, 'right' => $right]) {
                    $sum += total($left, $right);
                }
                for ($i = 0; $i < self::MOST; $i++) {
                    $sum -= $i;
                }
                try {
                    $names = array_map(fn(Product $one) => $one->name, $this->items);
                    $shape = match (true) {
                        $sum instanceof Money, $sum > MOST => new Money(amount: $sum),
                        default => static::fallback(...),
                    };
                } catch (NotFound | \RuntimeException $error) {
                    throw new OrderException("failed {$error->getMessage()} for $sum", previous: $error);
                } finally {
                    \Shop\Log\write(PHP_EOL);
                }
                if ($sum > 1):
                    return Status::Open->value;
                endif;
                $handler = new class($sum) extends Handler {
                    public int $depth = 1;
                    public function run(): void {}
                };
                return $handler::NAME . SHOP_ROOT;
            }

            abstract protected function fold(callable $step, mixed $start): mixed;
            private static function helper() {}
        }

        function make(Order &$order, int $count = LIMIT): Order
        {
            function inner() {}
            return $order;
        }

        final class OrderTest extends TestCase
        {
            protected function setUp(): void {}

            public function testPrice(): void
            {
                $this->assertSame(1.0, make(new Order())->price());
            }

            #[Test]
            #[DataProvider('sizes')]
            public function it_has_sizes(int $size): void {}

            /** @test */
            public function isSent(): void {}

            public function helper(): void {}
        }

        describe('orders', function () {
            it('has a price', function () { expect(1)->toBe(1); });
            test('is sent', fn() => true);
        });

        """#
}
