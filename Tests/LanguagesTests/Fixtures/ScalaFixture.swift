enum ScalaFixture {
    /// Every construct of Scala that the queries know.
    static let source = #"""
        package com.example.shapes

        import scala.collection.mutable
        import scala.math.{Pi, max as largest, *}
        import java.util.{List => JList, _}
        import cats.syntax.all.*
        import a.b as c
        export mutable.Map

        /** The limit. */
        val limit = 10
        var counter: Int = 0
        val (first, second) = (1, limit)
        val double = (x: Int) => x * 2
        type Handler[T] = T => Unit
        opaque type Name = String
        given ordering: Ordering[Shape] = Ordering.by(_.area)
        given Show[Shape] with
          def show(shape: Shape): String = shape.toString

        extension (text: String)
          def shout: String = text.toUpperCase
          def twice(count: Int = 2): String = text * count

        /** What has a shape. */
        trait Shape[+T <: AnyRef] extends Serializable with Product:
          type Unit
          val sides: Int
          var label: String
          def area: Double
          /** Describes. */
          def describe(prefix: String = "x"): String = s"$prefix ${area.round} $sides"

        @deprecated("old", "1.0")
        final case class Circle[T](radius: Double, private var name: Name)(using c: Context)
            extends Base(radius), Shape[T] derives Eq {
          self: Logging =>
          private lazy val cache = mutable.Map.empty[String, T]
          val a, b = 1
          override val sides: Int = 0
          var label: String = "circle"

          def this(text: String) = this(text.toDouble, None)

          @tailrec
          def scale[U: Numeric](factor: Double, items: U*)(block: U => scala.Unit): Circle[T] = {
            def inner(step: Int): Int = step + 1
            val local = inner(2)
            for {
              (item, index) <- items.zipWithIndex
              value = index if value > local
            } yield block(item)
            val found = factor match {
              case Limits.Max => cache("max")
              case small: Double if small < limit => new Circle[T](small, None)
              case Some(inside) | whole @ Circle(inside, _) => inside
              case head :: tail => throw new ShapeException(head)
              case _ => cache get "none"
            }
            try store.add(found)
            catch { case error: IOException => println(error.getMessage) }
            finally counter += 1
            while (counter < local) do counter = counter - 1
            items.map(_.hashCode).filter { code => code != local }.foreach(println)
            if (local > 1) this else copy(radius = factor)
          }

          def +(other: Circle[T]): Circle[T] = Circle[T](radius + other.radius, None)
          def area = Pi * radius
        }

        object Circle extends Maker {
          val Sides = 0
          implicit class Rich(val circle: Circle[Int]) { def grow(): Unit = () }
          def apply(text: String): Circle[Any] = Circle(text)
          private object Hidden
        }

        package object helpers {
          def help(): Unit = println("help")
        }

        /** Directions. */
        enum Direction(val degrees: Int) derives CanEqual:
          /** Up. */
          case North extends Direction(0)
          case East, West
          case Other(angle: Int)
          def opposite: Direction = this

        class Indented:
          def run(values: List[Int]) =
            val total = values.sum
            values.foreach: value =>
              print(value)
            if total > limit then
              println(total)
            else
              println("none")
          end run
        end Indented

        def main(args: Array[String]): Unit = println(args.mkString)

        class CircleSuite extends munit.FunSuite {
          test("adds numbers") { assertEquals(1 + 1, 2) }
          test("is ignored".ignore) { fail("no") }
        }

        class CircleSpec extends AnyFunSpec with Matchers {
          describe("a circle") {
            it("has an area") { area shouldBe 1 }
          }
        }

        class FlatSpec extends AnyFlatSpec {
          "A circle" should "be round" in { check() }
          it should "have an area" in { check() }
        }

        class WordSpec extends AnyWordSpec {
          "A circle" when { "empty" should { "be small" in { check() } } }
        }

        class JavaTest {
          @Test def works(): Unit = {}
          @org.junit.Test
          def also(): Unit = {}
        }

        """#
}
