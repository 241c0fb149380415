(variable_declarator name: (_) @target value: (_)? @value) @declare
