"""A slow link between two network namespaces of this machine: real TCP on both ends, a relay of packets in between.

Each namespace has one TUN device and nothing else. A process reads the packets of one and gives them to the other after
the time that a line of that rate takes, half the round trip, and sometimes not at all. Linux, root.
"""

from __future__ import annotations

import ctypes
import fcntl
import heapq
import multiprocessing
import os
import random
import select
import struct
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

CLIENT, SERVER = "aivm_client", "aivm_server"
ADDRESSES = {CLIENT: "192.0.2.1", SERVER: "192.0.2.2"}  # TEST-NET-1 (RFC 5737), routed nowhere
TUNSETIFF, TUN_WITHOUT_HEADER, NEW_NETWORK = 0x400454CA, 0x1001, 0x40000000
LIBC = ctypes.CDLL("libc.so.6", use_errno=True)


@dataclass(frozen=True)
class Profile:
    """A link: bits per second down and up, seconds of round trip, part of the packets lost each way, bytes of queue."""

    down: float
    up: float
    round_trip: float
    lost: float
    queue: int


EDGE = Profile(120e3, 60e3, 0.650, 0.01, 64_000)
OPEN = Profile(10e9, 10e9, 0, 0, 10**7)
PROFILES = (OPEN, EDGE)


@dataclass
class Direction:
    """What has been sent one way: when the line is free, and what is on its way."""

    out: int
    rate: float
    profile: Profile
    chance: random.Random
    free: float = 0.0
    coming: list[tuple[float, int, bytes]] = field(default_factory=list)
    count: int = 0

    def send(self, packet: bytes, now: float) -> None:
        """Put a packet on the line, unless the queue is full or it gets lost."""
        start = max(now, self.free)
        if start - now > self.profile.queue * 8 / self.rate:
            return
        self.free = start + len(packet) * 8 / self.rate
        if self.chance.random() >= self.profile.lost:
            self.count += 1
            heapq.heappush(self.coming, (self.free + self.profile.round_trip / 2, self.count, packet))

    def deliver(self, now: float) -> None:
        """Give what has arrived."""
        while self.coming and self.coming[0][0] <= now:
            with suppress(OSError):
                os.write(self.out, heapq.heappop(self.coming)[2])


def device(namespace: str) -> int:
    """The end of a new TUN device of a namespace."""
    with open(f"/run/netns/{namespace}") as place:  # noqa: PTH123  # a descriptor is what setns takes
        if LIBC.setns(place.fileno(), NEW_NETWORK):
            raise OSError(ctypes.get_errno(), "setns")
    end = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(end, TUNSETIFF, struct.pack("16sH22x", b"tun0", TUN_WITHOUT_HEADER))
    return end


def relay(ready: Any, chosen: Any, seed: Any) -> None:
    """Carry packets for ever, by the profile that is chosen now."""
    client, server = device(CLIENT), device(SERVER)
    ready.set()
    current, ways = (-1, -1), dict[int, Direction]()
    while True:
        if current != (chosen.value, seed.value):
            current = (chosen.value, seed.value)
            profile, chance = PROFILES[chosen.value], random.Random(seed.value)
            ways = {server: Direction(client, profile.down, profile, chance)}
            ways[client] = Direction(server, profile.up, profile, chance)
        for way in ways.values():
            way.deliver(time.monotonic())
        next_one = min((way.coming[0][0] for way in ways.values() if way.coming), default=time.monotonic() + 0.1)
        for end in select.select([client, server], [], [], max(0, min(0.1, next_one - time.monotonic())))[0]:
            with suppress(BlockingIOError):
                while True:
                    packet = os.read(end, 65_536)
                    if packet[0] >> 4 == 4:  # IPv4 only
                        ways[end].send(packet, time.monotonic())


class Link:
    """The link once it is up."""

    def __init__(self) -> None:
        self.ready, self.chosen, self.seed = (
            multiprocessing.Event(),
            multiprocessing.Value("i", 0),
            multiprocessing.Value("i", 0),
        )

    def use(self, profile: Profile, seed: int) -> None:
        """Change the link; the same seed loses the same packets."""
        self.chosen.value = 0
        time.sleep(0.3)
        self.seed.value, self.chosen.value = seed, PROFILES.index(profile)
        time.sleep(0.3)


def run(*command: str) -> None:
    subprocess.run(command, check=True)


@contextmanager
def link() -> Iterator[Link]:
    """Two namespaces joined, taken down at the end."""
    made = Link()
    try:
        for namespace in ADDRESSES:
            run("ip", "netns", "add", namespace)
        process = multiprocessing.Process(target=relay, args=(made.ready, made.chosen, made.seed), daemon=True)
        process.start()
        if not made.ready.wait(10):
            raise SystemExit("La liaison n’a pas démarré : il faut root et /dev/net/tun.")
        for namespace, other in ((CLIENT, SERVER), (SERVER, CLIENT)):
            inside = ("ip", "-n", namespace)
            run(*inside, "link", "set", "lo", "up")
            run(*inside, "addr", "add", ADDRESSES[namespace], "peer", ADDRESSES[other], "dev", "tun0")
            run(*inside, "link", "set", "tun0", "mtu", "1500", "up")
            run("ip", "netns", "exec", namespace, "sysctl", "-qw", "net.ipv4.tcp_no_metrics_save=1")
        yield made
        process.terminate()
        process.join(5)
    finally:
        for namespace in ADDRESSES:
            subprocess.run(["ip", "netns", "del", namespace], stderr=subprocess.DEVNULL)
