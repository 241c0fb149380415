enum CppFixture {
    /// What C++ adds to C, and how it is used.
    static let source = #"""
        // Shapes and how they are kept: what C++ declares beyond C.
        #pragma once
        #include <memory>
        #include <vector>
        #include "shapes/base.hpp"

        import std.io;

        #define SHAPE_ASSERT(x) assert(x)
        #define SHAPE_LIMIT 64

        namespace shapes {
        namespace detail::inner {
        constexpr int kLimit = SHAPE_LIMIT;
        inline const double ratios[2] = {0.5, 2.0};
        static int counter = 0;
        }  // namespace detail::inner

        namespace fs = std::filesystem;
        using std::vector;
        using namespace std::literals;
        using Name = std::string;
        template <typename T>
        using Handle = std::shared_ptr<T>;
        typedef unsigned long Id;

        template <typename T>
        concept Drawable = requires(T t) { t.draw(); };

        enum class Color : int { Red, Green = kGreen };
        enum Flags { None = 0, All };

        /// A thing with an area.
        class Shape : public Base, private detail::Counted<Shape> {
         public:
          Shape();
          explicit Shape(Name name, int sides = 3) : name_(std::move(name)), sides_{sides} {}
          Shape(const Shape&) = delete;
          virtual ~Shape() = default;

          /** The area. */
          virtual double area() const = 0;
          const Name& name() const noexcept { return name_; }
          Shape* clone() const;
          static std::unique_ptr<Shape> make(int sides);
          Shape& operator=(const Shape& other);
          bool operator==(const Shape& other) const { return sides_ == other.sides_; }
          explicit operator bool() const { return sides_ > 0; }
          operator Name() const;
          template <typename V>
          void visit(V&& visitor) { visitor(*this); }
          friend std::ostream& operator<<(std::ostream& out, const Shape& shape);
          friend class Canvas;
          using Base::draw;
          using Point = detail::Point<double>;

         protected:
          Name name_;  ///< What people call it.
          int sides_ = 0, holes_{0};
          static constexpr int kMaximum = 12;
          static inline int live;
          std::vector<Point> points_;
          void (*on_draw_)(const Shape&);
          struct Impl;
          Impl* impl_;
          enum { kInline = 8 };

         private:
          class Iterator {
            int index;
          };
        };

        struct Shape::Impl final {
          int depth;
        };

        template <>
        struct Hash<Shape> {
          size_t operator()(const Shape& shape) const;
        };

        union Bits {
          float real;
          unsigned raw;
        };

        Shape::Shape() : Shape("none", 0) {}
        Shape::~Shape() {}
        Shape* Shape::clone() const { return new Shape(*this); }
        std::unique_ptr<Shape> Shape::make(int sides) { return std::make_unique<Shape>(sides); }
        Shape& Shape::operator=(const Shape& other) { return *this; }
        Shape::operator Name() const { return name_; }
        template <typename T>
        T detail::Box<T>::get() const { return value; }
        int Shape::live = 0;

        std::ostream& operator<<(std::ostream& out, const Shape& shape) { return out << shape.name(); }
        double operator""_deg(long double value) { return value; }
        template <Drawable T, int N = 3>
        auto total(const std::vector<T>& all) -> double {
          double sum = 0;
          const int limit = kLimit;
          for (const auto& [first, second] : all) sum += first.area() * N;
          auto twice = [&sum, factor = 2](double x) { return x * factor; };
          std::sort(all.begin(), all.end());
          shapes::detail::inner::helper<T>(static_cast<int>(twice(sum)));
          try {
            Shape local(all);
            local.template visit<int>(3);
            return this->impl_->depth + Shape::kMaximum + Color::Red;
          } catch (const std::exception& error) {
            throw Failure{error};
          }
        }

        const auto square = [](double x) { return x * x; };
        extern "C" int shapes_version(void);
        template double total<Shape>(const std::vector<Shape>&);
        static_assert(sizeof(Shape) > 0);
        }  // namespace shapes

        class ShapeTest : public ::testing::Test {
         protected:
          void SetUp() override {}
        };

        TEST(ShapeBasics, HasName) { EXPECT_EQ(shapes::make()->name(), "none"); }
        TEST_F(ShapeTest, HasArea) { ASSERT_TRUE(true); }
        TEST_P(ShapeTest, HasSides) {}
        TYPED_TEST(ShapeTest, Typed) {}

        BOOST_AUTO_TEST_CASE(clones) { BOOST_CHECK(true); }

        class SHAPE_API Exported {
         public:
          void draw();
          Shape* shape() const;
          int size;
         private:
          int *data = nullptr;
          void erase() {}
        };
        int const limit = 3;

        """#
}
