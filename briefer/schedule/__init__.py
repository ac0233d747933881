"""When audiences want their briefs becomes what a machine's own scheduler reads: systemd timers or crontab lines."""

from briefer.schedule.plan import Job, Slot, plan

__all__ = ["Job", "Slot", "plan"]
