enum RustFixture {
    /// Every construct of Rust that the queries know.
    static let source = #"""
        //! Shapes: what the crate is for.
        //! In two lines.

        extern crate alloc as memory;
        use std::collections::HashMap;
        use std::fmt::{self, Display as Show, io::{Read, Write as W}, *};
        use crate::{a::b, c::{d::{e as f}, g}};
        pub use super::prelude::*;
        use serde;
        mod remote;

        /// The limit.
        pub const LIMIT: usize = 10;
        static NAMES: [&str; 2] = ["a", "b"];
        static mut COUNTER: u32 = 0;
        const _: () = ();

        /// A point.
        ///
        /// With two lines.
        #[derive(Debug, Clone)]
        #[repr(C)]
        pub struct Point<T = f64, const N: usize = 2> {
            /// To the right.
            pub x: T,
            y: [T; N],
        }

        struct Unit;
        struct Pair(i32, Box<Point>);
        union Bits { int: u32, float: f32 }

        /** Colors. */
        pub enum Color {
            Red,
            /// With a value.
            Custom { hue: u8 },
            Mixed(Box<Color>, u8),
            Last = 9,
        }

        pub type Result<T> = std::result::Result<T, Error>;

        pub trait Shape: Display + fmt::Debug {
            type Output: Default;
            const SIDES: u32 = 0;
            /// The area.
            fn area(&self) -> f64;
            fn describe(&self) -> String { format!("{}", self.area() + helper(Self::SIDES)) }
        }

        impl<T: Copy> Point<T> {
            const ORIGIN: f64 = 0.0;
            pub fn new(x: T, y: T) -> Self { Self { x, y: [y; 2] } }
            async fn load(mut self, path: &Path) -> Result<Point<T>> where T: From<u8> {
                let Point { x, y: ref other } = self;
                let text = tokio::fs::read_to_string(path).await?;
                Ok(text.parse::<T>().map(|value| Self::new(value, x))?)
            }
        }

        impl Shape for Color {
            type Output = u8;
            fn area(&self) -> f64 {
                match self {
                    Color::Red | Color::Last if LIMIT > 1 => 1.0,
                    Color::Custom { hue } => f64::from(*hue),
                    mixed @ Self::Mixed(inner, n @ 1..=9) => inner.area(),
                    _ => unsafe { COUNTER as f64 },
                }
            }
        }

        impl<'a> From<&'a str> for Box<dyn Shape<Output = u8>> {
            fn from(_: &'a str) -> Self { todo!() }
        }

        /// Makes a map.
        #[macro_export]
        macro_rules! map {
            ($($key:expr => $value:expr),*) => {{
                let mut made = HashMap::new();
                $(made.insert($key, $value);)*
                made
            }};
        }

        extern "C" {
            fn abs(input: i32) -> i32;
        }

        pub mod nested {
            //! Inner words.
            pub(crate) fn outer<F>(f: F, items: Vec<Option<i32>>) -> impl Iterator<Item = i32>
            where
                F: Fn(i32) -> i32,
            {
                fn inner(z: i32) -> i32 { z }
                const LOCAL: i32 = 1;
                let add = |a: i32, b| a + b + LOCAL;
                for (index, item) in items.iter().enumerate() {
                    if let Some(n) = item && *n > 0 { f(add(*n, inner(index as i32))); }
                }
                while let Some(last) = items.pop() { println!("{last} {}", compute(last)); }
                items.into_iter().flatten()
            }
        }

        #[cfg(test)]
        mod tests {
            use super::*;

            #[test]
            fn adds() { assert_eq!(Point::new(1, 2).x, 1); }

            #[tokio::test]
            #[should_panic(expected = "no")]
            // A remark.
            async fn loads() {}

            #[ignore]
            fn helper() {}
        }

        """#
}
