"""Tries at passwords, counted so that guessing is slow."""

from django.db import models


class LoginTries(models.Model):
    """Tries of one kind at one place. `key` is a hash of both: nobody should read names or addresses out of a table."""

    key = models.CharField(max_length=64, primary_key=True)
    tries = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "login tries"

    def __str__(self) -> str:
        return f"{self.tries} until {self.last_at}"
