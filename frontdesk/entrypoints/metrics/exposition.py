"""Writes what a process counted in the format of Prometheus."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.registry import Collector
from typing_extensions import override

from frontdesk.infra.metrics import COUNTERS, HISTOGRAMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from prometheus_client.core import Metric

    from frontdesk.infra.metrics import BucketHistogram, LabelledCounter

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Gauge(NamedTuple):
    """What something is right now, under one value of its label; without one, once."""

    name: str
    help: str
    values: Mapping[str, float]
    label: str = ""


def exposition(gauges: Iterable[Gauge]) -> bytes:
    """Write gauges, and everything this process counted."""
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    registry.register(_Counted(list(gauges)))
    return generate_latest(registry)


class _Counted(Collector):
    def __init__(self, gauges: list[Gauge]) -> None:
        self._gauges = gauges

    @override
    def collect(self) -> Iterator[Metric]:
        yield from map(_gauge, self._gauges)
        yield from map(_counter, COUNTERS)
        yield from map(_histogram, HISTOGRAMS)


def _gauge(gauge: Gauge) -> Metric:
    labels = [gauge.label] if gauge.label else []
    family = GaugeMetricFamily(gauge.name, gauge.help, labels=labels)
    for value, number in gauge.values.items():
        family.add_metric([value] if labels else [], number)
    return family


def _counter(counter: LabelledCounter) -> Metric:
    family = CounterMetricFamily(counter.name, counter.help, labels=counter.labels)
    for labels, number in sorted(counter.values.items()):
        family.add_metric(labels, number)
    return family


def _histogram(histogram: BucketHistogram) -> Metric:
    family = HistogramMetricFamily(histogram.name, histogram.help)
    names = [*(str(float(bound)) for bound in histogram.bounds), "+Inf"]
    buckets = list(zip(names, map(float, accumulate(histogram.counts)), strict=True))
    family.add_metric([], buckets, sum_value=histogram.total)
    return family
