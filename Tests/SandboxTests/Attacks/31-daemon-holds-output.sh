# Leaves a daemon that keeps the output open: whoever waits for its end would wait an hour.
# arguments: --time 60
setsid -f sleep 3600
echo "attempts made: 1"
