"""Delays and loses the packets of a TUN device and gives the rest back to it. For kernels without netem.

Arguments: device, delay of each packet in milliseconds, loss in percent, seed of the losses.
"""

import fcntl
import heapq
import os
import random
import select
import struct
import sys
import time

TUNSETIFF = 0x400454CA
IFF_TUN = 0x0001
IFF_NO_PI = 0x1000
QUEUE_PACKETS = 1000

device, delay_ms, loss_percent, seed = sys.argv[1], float(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4])
tun = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
fcntl.ioctl(tun, TUNSETIFF, struct.pack("16sH22x", device.encode(), IFF_TUN | IFF_NO_PI))
losses = random.Random(seed)
queue = []
order = seen = lost = 0
print("ready", flush=True)

while True:
    now = time.monotonic()
    while queue and queue[0][0] <= now:
        os.write(tun, heapq.heappop(queue)[2])
    wait = max(0.0, queue[0][0] - now) if queue else 1.0
    if not select.select([tun], [], [], wait)[0]:
        continue
    while True:
        try:
            packet = os.read(tun, 65536)
        except BlockingIOError:
            break
        seen += 1
        if losses.random() * 100 < loss_percent or len(queue) >= QUEUE_PACKETS:
            lost += 1
            continue
        order += 1
        heapq.heappush(queue, (time.monotonic() + delay_ms / 1000, order, packet))
    if seen >= 200:
        print(f"passed {seen} lost {lost}", flush=True)
        seen = lost = 0
