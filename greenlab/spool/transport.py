"""The spool folder as a Celery broker: `spool://`, with the option `root` for the folder."""

import json
from pathlib import Path
from queue import Empty
from typing import Any

from kombu.transport import virtual

from greenlab.spool.folder import Claim, SpoolFolder


class QoS(virtual.QoS):
    """Keeps a delivered message claimed until it is acknowledged or rejected."""

    channel: "Channel"

    def ack(self, delivery_tag: str) -> None:
        """The work is done: the message goes."""
        self.channel.finish(delivery_tag)
        super().ack(delivery_tag)

    def reject(self, delivery_tag: str, requeue: bool = False) -> None:
        """The work failed: again, so many times, with `requeue`; into dead/ without."""
        self.channel.refuse(delivery_tag, requeue=requeue)
        super().ack(delivery_tag)


class Channel(virtual.Channel):
    """One connection's claims. Direct queues only: workers of an embedded installation take no broadcasts."""

    QoS = QoS

    def __init__(self, connection: Any, **options: Any) -> None:
        super().__init__(connection, **options)
        transport: Any = self.connection  # which kombu hands to a channel under that name
        self._folder = SpoolFolder(Path(transport.client.transport_options["root"]))
        self._claims: dict[str, Claim] = {}
        self._without_ack: set[str] = set()

    def finish(self, delivery_tag: str | None) -> None:
        """Forget an acknowledged message."""
        claim = self._claims.pop(delivery_tag or "", None)
        if claim is not None:
            self._folder.finish(claim)

    def refuse(self, delivery_tag: str, *, requeue: bool) -> None:
        """Give a failed message back, counted, or bury it."""
        claim = self._claims.pop(delivery_tag, None)
        if claim is None:
            return
        if requeue:
            self._folder.give_back(claim, counted=True)
        else:
            self._folder.bury(claim)

    def basic_consume(self, queue: str, no_ack: bool, *args: Any, **kwargs: Any) -> Any:
        """As every channel does, but remember the queues whose messages nobody will acknowledge."""
        if no_ack:
            self._without_ack.add(queue)
        return super().basic_consume(queue, no_ack, *args, **kwargs)

    def basic_get(self, queue: str, no_ack: bool = False, **kwargs: Any) -> Any:
        """One message, without consuming."""
        message = super().basic_get(queue, no_ack=no_ack, **kwargs)
        if message is not None and no_ack:
            self.finish(message.delivery_tag)
        return message

    def close(self) -> None:
        """Stop consuming; what was delivered and not acknowledged goes back uncounted."""
        super().close()
        self._folder.close()

    # --- what a kombu channel must provide ---

    def _new_queue(self, queue: str, **kwargs: Any) -> None:
        self._folder.declare(queue)

    def _has_queue(self, queue: str, **kwargs: Any) -> bool:
        return self._folder.has(queue)

    def _size(self, queue: str) -> int:
        return self._folder.size(queue)

    def _purge(self, queue: str) -> int:
        return self._folder.purge(queue)

    def _put(self, queue: str, message: dict[str, Any], **kwargs: Any) -> None:
        self._folder.publish(queue, json.dumps(message).encode())

    def _get(self, queue: str, timeout: float | None = None) -> dict[str, Any]:
        while (claim := self._folder.claim(queue)) is not None:
            try:
                message: dict[str, Any] = json.loads(claim.path.read_bytes())
                tag = message["properties"]["delivery_tag"]
            except (ValueError, KeyError, TypeError):
                self._folder.bury(claim)  # cut short by a full disk, or not ours: one such file must not stop the rest
                continue
            message["properties"]["delivery_info"]["redelivered"] = claim.returns > 0
            if queue in self._without_ack:
                self._folder.finish(claim)
            else:
                self._claims[tag] = claim
            return message
        raise Empty

    def _restore(self, message: Any) -> None:
        claim = self._claims.pop(message.delivery_tag, None)
        if claim is not None:
            self._folder.give_back(claim, counted=False)

    _restore_at_beginning = _restore


class Transport(virtual.Transport):
    """`spool://`: named in settings by kombu's TRANSPORT_ALIASES."""

    Channel = Channel
    driver_type = "spool"
    driver_name = "spool"
    default_port = 0
    polling_interval = 0.1

    def driver_version(self) -> str:
        """Changes when folders written by one version cannot be read by another."""
        return "1"
