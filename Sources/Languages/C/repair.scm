; What is other in C++.

(subscript_expression argument: (_) @object index: (_) @index) @element
