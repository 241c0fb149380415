# The repository is hostile from the start: whatever git can be told to run leaves a trace.
trap="touch '$OUTSIDE/ran'; false"
git config core.fsmonitor "$trap"
git config core.hooksPath "$PWD/hooks"
for key in clean smudge process; do git config "filter.x.$key" "$trap"; done
for key in diff.x.textconv diff.external core.pager core.sshCommand core.gitProxy core.editor; do
    git config "$key" "$trap"
done
git config alias.ls-files "!$trap"
git config alias.check-ignore "!$trap"
git config credential.helper "!$trap"
mkdir hooks
for hook in post-index-change pre-commit fsmonitor-watchman; do
    printf '#!/bin/sh\n%s\n' "$trap" > "hooks/$hook"
    chmod 755 "hooks/$hook"
done
echo '* filter=x diff=x' > .gitattributes
