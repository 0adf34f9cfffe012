"""What stands between a socket and any page or service of ours; see `guarded` for the order."""

from memesweep.web.security.access import Access
from memesweep.web.security.connections import ConnectionLimits
from memesweep.web.security.idle import IdleClock
from memesweep.web.security.serve import BackgroundServer, listen
from memesweep.web.security.wall import guarded

__all__ = ["Access", "BackgroundServer", "ConnectionLimits", "IdleClock", "guarded", "listen"]
