enum KotlinFixture {
    /// Every construct of Kotlin that the queries know.
    static let source = #"""
        @file:JvmName("Shapes")

        package com.example.shapes

        import kotlin.math.PI
        import kotlin.math.*
        import kotlinx.coroutines.flow.Flow as Stream

        /** The limit. */
        const val LIMIT = 10
        var counter: Int = 0
        val (first, second) = Pair(1, LIMIT)
        val double: (Int) -> Int = { value -> value * 2 }
        val String.shout: String get() = uppercase()
        val cached by lazy { compute(LIMIT) }
        typealias Handler<T> = (T) -> Unit

        /**
         * What has a shape.
         */
        interface Shape<out T : Any> : Comparable<Shape<T>> {
            val area: Double
            fun describe(prefix: String = "x"): String
            fun size() = area * LIMIT
        }

        fun interface Visitor {
            fun visit(shape: Shape<*>): Boolean
        }

        @Serializable
        data class Circle<T>(
            val radius: Double,
            private var label: String? = null,
            plain: Int,
        ) : Base(plain), Shape<T> by delegate where T : Any {
            @Inject lateinit var store: Store
            private val names = mutableListOf<String>()
            override val area: Double
                get() = PI * radius * this.radius
            var width: Int = 0
                private set(value) {
                    field = value
                }

            init {
                counter += 1
            }

            constructor(text: String) : this(text.toDouble(), plain = 1)

            /** Scales. */
            suspend inline fun <reified U> scale(
                factor: Double,
                vararg items: U,
                block: (U) -> Unit,
            ): Circle<T> {
                fun inner(step: Int): Int = step + 1
                val local = inner(2)
                for ((index, item) in items.withIndex()) block(item)
                while (local in 1..LIMIT) counter++
                val found = when (val kind = factor.toInt()) {
                    in 1..3, is Int -> label ?: "none"
                    LIMIT -> names[kind]
                    else -> throw ShapeException("bad $kind ${names.size}")
                }
                try {
                    store.add(found)
                } catch (error: IllegalStateException) {
                    println(error.message)
                } finally {
                    log(::inner, Circle::class)
                }
                items.map { it.hashCode() }.filter { code -> code !== local }.sum()
                return if (local > 1 && found is String) this else copy(radius = factor as Double)
            }

            operator fun plus(other: Circle<T>) = Circle<T>(radius + other.radius, null, 1)

            companion object Factory : Maker {
                @JvmStatic fun create(): Circle<Any> = Circle("1")
                const val SIDES = 0
            }

            inner class Inner {
                companion object {
                    val depth = 0
                }
            }
        }

        /** Directions. */
        enum class Direction(val degrees: Int) {
            /** Up. */
            NORTH(0),
            SOUTH(180) {
                override fun opposite() = NORTH
            };

            open fun opposite() = SOUTH
        }

        object Registry : Store() {
            private val shapes: MutableMap<String, Shape<*>> = HashMap()
            fun register(name: String, shape: Shape<*>) { shapes[name] = shape }
        }

        sealed class Result
        annotation class Marker(val text: String)

        fun <T> List<T>.second(): T = this[1]
        fun Circle<*>?.orEmpty(): String = this?.toString() ?: ""
        val anonymous = object : Visitor {
            override fun visit(shape: Shape<*>) = true
        }
        val counted = fun(x: Int): Int { return x }

        class CircleTest {
            @BeforeEach fun setUp() {}

            @Test
            fun area() { assertEquals(1.0, Circle("1").area) }

            @ParameterizedTest
            @ValueSource(ints = [1, 2])
            fun `has a name`(value: Int) {}

            @Nested inner class Deeper {
                @org.junit.Test fun deep() {}
            }
        }

        class CircleSpec : StringSpec({
            "adds numbers" { 1 + 1 shouldBe 2 }
        })

        class OtherSpec : FunSpec() {
            init {
                context("outer") { test("works") { check(true) } }
                describe("thing") { it("does") {} }
                should("be fine") {}
            }
        }

        """#
}
