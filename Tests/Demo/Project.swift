/// The small project of the demo.
enum Project {
    static let openFile = "orders.py"

    static let files = [openFile: orders, "prices.py": prices]

    private static let orders = """
        \"\"\"Orders of a small joinery.\"\"\"

        from prices import price_per_metre


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
}
