enum CSharpFixture {
    /// What C# can declare, and how it is used.
    static let source = #"""
        global using System.Linq;
        using System;
        using static System.Math;
        using Items = System.Collections.Generic.List<Shop.Item>;
        using Alias = Shop.Legacy;
        extern alias Old;

        [assembly: InternalsVisibleTo("Tests")]

        namespace Shop.Orders
        {
            /// <summary>Tells that an order changed.</summary>
            /// <param name="order">The order.</param>
            public delegate void OrderChanged<T>(Order<T> order, int index = 0);

            /// <summary>An order.</summary>
            [Serializable, Table("orders")]
            public abstract partial class Order<T> : Base.Record<T>, IComparable<Order<T>>, IDisposable
                where T : Item, new()
            {
                /// <summary>The most lines.</summary>
                public const int Limit = 10, Floor = -1;
                private static readonly object Gate = new object();
                private readonly List<T> items = new(), spare;
                protected internal int? count;

                public event OrderChanged<T> Changed, Closed;
                public event EventHandler Sent
                {
                    add { handlers += value; }
                    remove { handlers -= value; }
                }

                static Order() { Made = 0; }

                public Order(IEnumerable<T> items, params int[] counts) : base(items)
                {
                    this.items.AddRange(items);
                }

                ~Order() => Dispose(false);

                /// <summary>How many were made.</summary>
                public static int Made { get; private set; } = Limit;
                public virtual string Name => $"order {items.Count:N0}";
                public T this[int index]
                {
                    get { return items[index]; }
                    set => items[index] = value;
                }
                int IShape.Size { get; init; }

                [Obsolete]
                public async Task<decimal> PriceAsync(Rate rate, CancellationToken token = default)
                {
                    decimal sum = 0;
                    const int step = 2;
                    foreach (var item in items) sum += item.Price * rate.Value;
                    foreach (var (key, value) in pairs) sum += value;
                    for (int i = 0, n = Max(1, Limit); i < n; i += step) sum -= i;
                    Func<T, decimal> cost = x => x.Price;
                    Action<int, int> add = (int a, int b) => Console.WriteLine(a + b);
                    decimal Discount<R>(R by) where R : IRate
                    {
                        return sum - by.Amount;
                    }
                    using var stream = Open("name");
                    using (var reader = new StreamReader(stream)) { }
                    if (!table.TryGetValue(1, out var found) && found is Box { Deep: true } box) return box.Size;
                    var best = from item in items where item.Price > sum orderby item.Name select item.Price;
                    var point = new { X = 1, sum };
                    lock (Gate) { Changed?.Invoke(this, nameof(Limit).Length); }
                    try
                    {
                        await Task.Delay(1, token).ConfigureAwait(false);
                        handler -= OnChanged;
                        Convert<int>(Status.Open);
                    }
                    catch (InvalidOperationException error) when (error.Message != null)
                    {
                        throw new OrderException(error) { Order = this };
                    }
                    finally { Dispose(); }
                    return shape switch
                    {
                        Circle(var radius, _) when radius > 1 => radius,
                        Square square => square.Side,
                        Status.Sent => 2,
                        _ => Discount(rate),
                    };
                }

                void IDisposable.Dispose() { }
                protected abstract void Fold<R>(ref R start, in T step);
                public static Order<T> operator +(Order<T> left, Order<T> right) => left;
                public static implicit operator string(Order<T> order) => order.Name;
                public static bool operator true(Order<T> order) => true;

                private class Inner { internal int depth; }
            }

            public interface IShape : IBase<int>
            {
                int Size { get; }
                void Draw(Canvas canvas);
                event EventHandler Moved;
            }

            [Flags]
            internal enum Status : byte { Open = 1, /* gone */ Sent = Open << 1 }

            public readonly struct Point
            {
                public readonly double X;
                public Point(double x) { X = x; }
            }

            public record Money(decimal Amount, string Currency) : Value(Amount)
            {
                public bool IsFree => Amount == 0;
            }

            public record struct Pair(int First, int Second);

            public class Service(ILogger logger)
            {
                private unsafe fixed int buffer[8];
            }
        }

        [TestFixture]
        public class OrderTests
        {
            [SetUp]
            public void SetUp() { }

            [Test]
            public void HasPrice() { Assert.AreEqual(1, new Order<Item>(null).Made); }

            [TestCase(1, 2)]
            public void HasSizes(int size, int expected) { }

            [Fact]
            public async Task IsSent() { }

            [Xunit.Theory, InlineData(1)]
            public void IsOpen(int value) { }
        }

        [TestClass]
        public class LegacyTests
        {
            [TestMethod]
            [DataRow(1)]
            public void Old() { }
        }

        """#
}
