"""Another machine, for a Python that finds this module on its path: another year, another order of
files, one core. What a build makes must not know of any. Standard library only."""

from __future__ import annotations

import datetime
import os
import pathlib
import time

YEARS = 3
SECONDS = YEARS * 365 * 86_400
_time, _time_ns, _gmtime, _localtime = time.time, time.time_ns, time.gmtime, time.localtime
_listdir, _scandir = os.listdir, os.scandir


class Datetime(datetime.datetime):
    """``now`` in another year; else what it was."""

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)

    @classmethod
    def utcnow(cls):
        return cls.now(datetime.UTC).replace(tzinfo=None)

    @classmethod
    def today(cls):
        return cls.now()


class Date(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(time.time())


class Scan:
    """A listing in the opposite order, with the manners of ``os.scandir``."""

    def __init__(self, path="."):
        with _scandir(path) as entries:
            self.entries = iter(sorted(entries, key=lambda entry: entry.name, reverse=True))

    def __iter__(self):
        return self

    def __next__(self):
        return next(self.entries)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.entries = iter(())


time.time = lambda: _time() + SECONDS
time.time_ns = lambda: _time_ns() + SECONDS * 10**9
time.gmtime = lambda seconds=None: _gmtime(time.time() if seconds is None else seconds)
time.localtime = lambda seconds=None: _localtime(time.time() if seconds is None else seconds)
datetime.datetime, datetime.date = Datetime, Date
os.listdir = lambda path=".": sorted(_listdir(path), reverse=True)
os.scandir = Scan
pathlib.os.listdir, pathlib.os.scandir = os.listdir, os.scandir
os.cpu_count = lambda: 1
