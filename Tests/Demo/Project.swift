/// The small project of the demo.
enum Project {
    static let openFile = "orders.py"

    static let files = [openFile: orders, "prices.py": prices, testFile: tests]
    static let testFile = "test_orders.py"

    private static let orders = """
        \"\"\"Orders of a small joinery.\"\"\"

        from prices import price_per_metre


        def sort_lengths(lengths):
            \"\"\"Each length once, the shortest first.\"\"\"
            rest = set(lengths)
            ordered = [rest.pop()]
            for length in rest:
                place = sum(other < length for other in ordered)
                ordered.insert(place, length)
            return ordered


        class Board:
            def __init__(self, wood, length):
                self.wood = wood
                self.length = length

            def price(self):
                return round(self.length * price_per_metre(self.wood), 2


        class Order:
            \"\"\"What one customer wants.\"\"\"

            def __init__(self, customer):
                self.customer = customer
                self.boards = []

            def add_board(self, board):
                self.boards.append(board)

            def total_price(self):
                return sum(board.price() for board in self.boards)

            def woods(self):
                return sorted({board.wood for board in self.boards})

            def longest_board(self):
                return max(board.length for board in self.boards)

        """

    private static let prices = """
        PRICES = {"oak": 42.0, "ash": 31.5, "pine": 12.25}


        def price_per_metre(wood):
            return PRICES[wood]

        """

    private static let tests = """
        import unittest

        from orders import Board, Order, sort_lengths


        class SortTests(unittest.TestCase):
            def test_each_length_once(self):
                self.assertEqual(sort_lengths([5, 2, 9, 2]), [2, 5, 9])

            def test_no_lengths(self):
                self.assertEqual(sort_lengths([]), [])


        class OrderTests(unittest.TestCase):
            def test_total_price(self):
                order = Order("Ada")
                order.add_board(Board("ash", 2))
                order.add_board(Board("oak", 1.5))
                self.assertEqual(order.total_price(), 126.0)

        """
}
