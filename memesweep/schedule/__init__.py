"""When a clean runs by itself: lines for cron, units for systemd, a list for launchd. Text in, text out."""
