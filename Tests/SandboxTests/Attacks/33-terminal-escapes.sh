# Speaks to the reader's terminal: colours, the title, the clipboard (OSC 52), links, a question
# whose answer is typed in, and text that runs backwards. None of it may be left.
printf '\033[31mred\033[0m \033]52;c;c3Rvbg==\007 \033]0;title\033\\ \033]8;;file:///\033\\x\033]8;;\033\\ '
printf '\033P+q544e\033\\ \033[6n \033c \302\2330m \302\235 52;c;x\007 \342\200\256 \b\b\b\a\n'
printf '\033]52;c;never closed'
printf '\nattempts made: 1\n'
