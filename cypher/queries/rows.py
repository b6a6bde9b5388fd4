"""The rows of the named queries, by their heads; made by `make docs`, a test compares."""

from __future__ import annotations

import datetime
from typing import Any, Literal, Protocol, TypedDict, overload


class ActorRow(TypedDict):
    """A row of `actor`."""

    actor: str
    name: str
    names: list[str]
    kind: str
    live: bool
    countries: list[str]
    weak_names: list[str]
    records: list[dict[str, Any]]
    identifiers: list[str]
    degree: int


class ActorsRow(TypedDict):
    """A row of `actors`."""

    actor: str
    name: str
    kind: str
    countries: list[str]
    live: bool
    degree: int


class AgainstOwnAllianceRow(TypedDict):
    """A row of `against-own-alliance`."""

    target: str
    name: str
    kind: str
    ally: str
    ally_name: str
    how: str
    bound: str
    bound_name: str
    programmes: list[str]
    obligations: list[str]
    statements: list[str]


class AlliesTurnedRivalsRow(TypedDict):
    """A row of `allies-turned-rivals`."""

    a: str
    a_name: str
    b: str
    b_name: str
    allied_from: datetime.date
    allied_until: datetime.date | None
    rivals_from: datetime.date
    gap: int | None
    obligations: list[str]
    statements: list[str]


class AnnouncedRow(TypedDict):
    """A row of `announced`."""

    type: str
    subject: str
    subject_name: str
    object: str
    object_name: str
    valid_from: datetime.date | None
    said_by: str
    evidence: str
    came: bool
    id: str


class ArmedBothSidesRow(TypedDict):
    """A row of `armed-both-sides`."""

    supplier: str
    name: str
    a: str
    a_name: str
    b: str
    b_name: str
    goods_a: list[str]
    goods_b: list[str]
    undated: int
    statements: list[str]


class AsKnownRow(TypedDict):
    """A row of `as-known`."""

    type: str
    denied: bool
    subject: str
    subject_name: str
    object: str
    object_name: str
    said_by: str
    evidence: str
    valid_from: datetime.date | None
    valid_to: datetime.date | None
    known_from: datetime.date
    known_until: datetime.date | None
    why: str | None
    source: str
    id: str


class BalanceRow(TypedDict):
    """A row of `balance`."""

    balanced: int
    unbalanced: int
    undated: int
    mixed: int


class BetweenRow(TypedDict):
    """A row of `between`."""

    id: str
    type: str
    claims: str
    subject: str
    object: str
    said_by: str
    confidence: float | None
    stance: str
    valid_from: datetime.date | None
    valid_from_precision: str | None
    valid_to: datetime.date | None
    valid_to_precision: str | None
    undated: bool
    inferred: bool
    source: str


class BridgesRow(TypedDict):
    """A row of `bridges`."""

    actor: str
    name: str
    kind: str
    role: str
    brokered: int
    in_a: list[str]
    in_c: list[str]
    undated: int
    statements: list[str]


class ByElementRow(TypedDict):
    """A row of `by-element`."""

    element: str
    labels: list[str]
    properties: dict[str, Any]


class CanvasBalanceRow(TypedDict):
    """A row of `canvas-balance`."""

    balanced: int
    unbalanced: int
    undated: int
    mixed: int


class CanvasEditionsRow(TypedDict):
    """A row of `canvas-editions`."""

    source: str
    title: str
    run: str
    day: datetime.date
    dated: bool


class CanvasEvidenceRow(TypedDict):
    """A row of `canvas-evidence`."""

    id: str
    type: str
    claims: str
    standing: str
    subject: str
    subject_name: str
    object: str
    object_name: str
    said_by: str
    source: str
    source_title: str
    publisher: str | None
    reliability: str | None
    evidence: str
    url: str | None
    locator: str | None
    valid_from: datetime.date | None
    valid_from_precision: str | None
    valid_to: datetime.date | None
    valid_to_precision: str | None
    on_list_by: datetime.date | None
    on_list_until: datetime.date | None
    said_at: datetime.date | None
    recorded_at: datetime.datetime
    stance: str
    confidence: float | None
    inferred: bool
    why: str | None
    withdrawn_at: datetime.datetime | None
    goods: str | None
    quantity: str | None
    programme: str | None
    status: str | None
    obligation: str | None
    share: float | None


class CanvasLegsRow(TypedDict):
    """A row of `canvas-legs`."""

    actor: str
    neighbour: str
    name: str
    type: str
    direction: str
    stopped: list[str]
    authority: bool


class CanvasNeighboursRow(TypedDict):
    """A row of `canvas-neighbours`."""

    neighbour: str
    name: str
    kind: str
    countries: list[str]
    degree: int
    statements: int
    total: int


class CanvasProgrammesRow(TypedDict):
    """A row of `canvas-programmes`."""

    actor: str
    programmes: list[str]


class CanvasStatementsRow(TypedDict):
    """A row of `canvas-statements`."""

    id: str
    type: str
    sign: int
    denied: bool
    subject: str
    object: str
    confidence: float | None
    stance: str
    valid_from: datetime.date | None
    valid_from_precision: str | None
    valid_to: datetime.date | None
    valid_to_precision: str | None
    source: str
    stands: bool
    known_from: datetime.date
    known_until: datetime.date | None
    passes: bool


class CanvasStepsRow(TypedDict):
    """A row of `canvas-steps`."""

    type: str
    direction: str
    statements: int
    neighbours: int


class ChangedSidesRow(TypedDict):
    """A row of `changed-sides`."""

    a: str
    b: str
    a_name: str
    b_name: str
    sign_before: int
    sign_after: int
    types_before: list[str]
    types_after: list[str]
    statements_before: list[str]
    statements_after: list[str]


class ClaimsRow(TypedDict):
    """A row of `claims`."""

    type: str
    direction: str
    other: str
    other_name: str
    sources: list[str]
    said_by: list[str]
    denied_by: list[str]
    confidence: float | None
    undated: int
    statements: list[str]


class CoDesignatedRow(TypedDict):
    """A row of `co-designated`."""

    other: str
    name: str
    kind: str
    common: int
    listings: list[str]
    tied: bool


class CommitmentsRow(TypedDict):
    """A row of `commitments`."""

    bound: str
    name: str
    to: str
    to_name: str
    side: str
    steps: int
    both: bool
    obligations: list[str]
    since: datetime.date | None
    said_by: list[str]
    undated: int
    statements: list[str]


class CommonNeighboursRow(TypedDict):
    """A row of `common-neighbours`."""

    neighbour: str
    name: str
    kind: str
    a_types: list[str]
    b_types: list[str]
    statements: int
    undated: int


class CommonSuppliersRow(TypedDict):
    """A row of `common-suppliers`."""

    supplier: str
    name: str
    kind: str
    supplied: list[str]
    supplied_names: list[str]
    goods: list[str]
    undated: int
    statements: list[str]


class CompareSourcesRow(TypedDict):
    """A row of `compare-sources`."""

    type: str
    subject: str
    subject_name: str
    object: str
    object_name: str
    since: datetime.date | None
    until: datetime.date | None
    verdict: str
    first: str | None
    second: str | None
    statements1: list[str]
    statements2: list[str]


class CompletenessRow(TypedDict):
    """A row of `completeness`."""

    type: str
    statements: int
    located: int
    dated: int
    sure: int
    doubtful: int
    inferred: int
    announced: int


class ContradictionsRow(TypedDict):
    """A row of `contradictions`."""

    kind: str
    a: str
    b: str
    a_name: str
    b_name: str
    claims: list[str]
    pro: list[str]
    contra: list[str]
    pro_said_by: list[str]
    contra_said_by: list[str]


class CountsRow(TypedDict):
    """A row of `counts`."""

    what: str
    count: int


class DegreesRow(TypedDict):
    """A row of `degrees`."""

    actor: str
    name: str
    kind: str
    countries: list[str]
    neighbours: int
    friends: int
    rivals: int
    statements: int
    undated: int


class DelistingsRow(TypedDict):
    """A row of `delistings`."""

    day: datetime.date | None
    how: str
    listed_by: str
    target: str
    name: str
    programme: str | None
    remaining: int
    source: str
    id: str


class DesignationsRow(TypedDict):
    """A row of `designations`."""

    authority: str
    authority_name: str
    programme: str | None
    status: str | None
    valid_from: datetime.date | None
    valid_from_precision: str | None
    valid_to: datetime.date | None
    valid_to_precision: str | None
    on_list_by: datetime.date | None
    on_list_until: datetime.date | None
    undated: bool
    stance: str
    confidence: float | None
    source: str
    said_by: str
    evidence: str
    id: str


class DyadYearsRow(TypedDict):
    """A row of `dyad-years`."""

    year: int
    a: str
    b: str
    a_name: str
    b_name: str
    sign: int
    plus: int
    minus: int
    types: list[str]
    statements: list[str]


class DyadsRow(TypedDict):
    """A row of `dyads`."""

    a: str
    b: str
    a_name: str
    b_name: str
    sign: int
    plus: int
    minus: int
    types: list[str]
    sources: list[str]
    statements: list[str]
    undated: int


class EgoRow(TypedDict):
    """A row of `ego`."""

    id: str
    type: str
    subject: str
    subject_name: str
    object: str
    object_name: str
    said_by: str
    confidence: float | None
    valid_from: datetime.date | None
    valid_to: datetime.date | None
    undated: bool


class EnemiesArmedRow(TypedDict):
    """A row of `enemies-armed`."""

    supplier: str
    name: str
    own_sign: int | None
    enemy: str
    enemy_name: str
    goods: list[str]
    undated: int
    statements: list[str]


class EnemiesOfAlliesRow(TypedDict):
    """A row of `enemies-of-allies`."""

    enemy: str
    name: str
    through: str
    through_name: str
    own_sign: int | None
    through_types: list[str]
    enemy_types: list[str]
    undated: int
    statements: list[str]


class EnemiesOfEnemiesRow(TypedDict):
    """A row of `enemies-of-enemies`."""

    enemy: str
    name: str
    through: str
    through_name: str
    own_sign: int | None
    through_types: list[str]
    enemy_types: list[str]
    undated: int
    statements: list[str]


class EvidenceRow(TypedDict):
    """A row of `evidence`."""

    id: str
    type: str
    claims: str
    standing: str
    subject: str
    subject_name: str
    object: str
    object_name: str
    said_by: str
    source: str
    source_title: str
    publisher: str | None
    reliability: str | None
    evidence: str
    url: str | None
    locator: str | None
    valid_from: datetime.date | None
    valid_from_precision: str | None
    valid_to: datetime.date | None
    valid_to_precision: str | None
    on_list_by: datetime.date | None
    on_list_until: datetime.date | None
    said_at: datetime.date | None
    recorded_at: datetime.datetime
    stance: str
    confidence: float | None
    inferred: bool
    why: str | None
    withdrawn_at: datetime.datetime | None
    goods: str | None
    quantity: str | None
    programme: str | None
    status: str | None
    obligation: str | None
    share: float | None


class FiftyPercentRow(TypedDict):
    """A row of `fifty-percent`."""

    actor: str
    name: str
    kind: str
    steps: int
    share: float
    owners: list[str]
    owner_names: list[str]
    listed_by: list[str]
    unknown: int
    undated: int


class FirstLoadsRow(TypedDict):
    """A row of `first-loads`."""

    source: str
    run: str | None


class FormerActorsRow(TypedDict):
    """A row of `former-actors`."""

    actor: str
    now: str


class GoodsRow(TypedDict):
    """A row of `goods`."""

    direction: str
    goods: str | None
    quantity: str | None
    partner: str
    partner_name: str
    valid_from: datetime.date | None
    valid_to: datetime.date | None
    undated: bool
    said_by: str
    confidence: float | None
    id: str


class HeldDifferencesRow(TypedDict):
    """A row of `held-differences`."""

    status: str
    why: str | None
    differences: str | None


class HubsRow(TypedDict):
    """A row of `hubs`."""

    actor: str
    name: str
    kind: str
    degree: int
    neighbours: int
    plus: int
    minus: int


class JobsRow(TypedDict):
    """A row of `jobs`."""

    source: str
    title: str
    schedule: str | None
    scheduled_at: datetime.datetime | None
    expected: str | None
    edition: datetime.date | None
    paused: bool
    paused_by: str | None
    claimed_for: datetime.datetime | None
    settled_for: datetime.datetime | None
    attempts: int
    retry_at: datetime.datetime | None
    told: str | None
    last_run: str | None
    last_status: str | None
    last_started: datetime.datetime | None
    last_ended: datetime.datetime | None
    last_error: str | None
    success_run: str | None
    success_started: datetime.datetime | None
    success_ended: datetime.datetime | None
    rejected: int | None
    records: int | None
    statements: int | None
    held_run: str | None
    held_since: datetime.datetime | None
    held_why: str | None
    running_run: str | None
    running_since: datetime.datetime | None


class ListedUnderRow(TypedDict):
    """A row of `listed-under`."""

    programme: str | None
    listed_by: str
    target: str
    name: str
    kind: str
    countries: list[str]
    valid_from: datetime.date | None
    valid_to: datetime.date | None
    on_list_by: datetime.date | None
    on_list_until: datetime.date | None
    undated: bool
    stance: str
    source: str
    id: str


class ListingLagRow(TypedDict):
    """A row of `listing-lag`."""

    target: str
    name: str
    kind: str
    countries: list[str]
    programmes: list[str]
    listed: datetime.date | None
    other_listed: datetime.date | None
    lag: int | None
    missing: bool
    statements: list[str]


class LonersRow(TypedDict):
    """A row of `loners`."""

    actor: str
    name: str
    kind: str
    sources: list[str]
    withdrawn: int


class LowConfidenceRow(TypedDict):
    """A row of `low-confidence`."""

    confidence: float | None
    type: str
    subject: str
    subject_name: str
    object: str
    object_name: str
    said_by: str
    evidence: str
    inferred: bool
    id: str


class MixedPairsRow(TypedDict):
    """A row of `mixed-pairs`."""

    a: str
    b: str
    a_name: str
    b_name: str
    plus: list[str]
    minus: list[str]
    plus_types: list[str]
    minus_types: list[str]
    held_from: datetime.date | None
    held_to: datetime.date | None
    spans: int
    undated: int


class MostContradictedRow(TypedDict):
    """A row of `most-contradicted`."""

    actor: str
    name: str
    kind: str
    disputes: int
    denials: int
    mixed: int


class NeighboursRow(TypedDict):
    """A row of `neighbours`."""

    neighbour: str
    name: str
    kind: str
    countries: list[str]
    types: list[str]
    statements: int
    statement_ids: list[str]
    undated: int
    degree: int
    total: int
    by_type: list[dict[str, Any]]


class NewDesignationsRow(TypedDict):
    """A row of `new-designations`."""

    day: datetime.date
    news: str
    listed_by: list[str]
    target: str
    name: str
    kind: str
    programme: str | None
    valid_from: datetime.date | None
    stance: str
    sources: list[str]
    id: str
    statements: list[str]


class OpeningRow(TypedDict):
    """A row of `opening`."""

    actor: str
    name: str
    kind: str
    countries: list[str]
    degree: int


class OwnersRow(TypedDict):
    """A row of `owners`."""

    owner: str
    name: str
    kind: str
    steps: int
    share: float | None
    path: list[str]
    actors: list[str]
    undated: int
    statements: list[str]


class PairTimelineRow(TypedDict):
    """A row of `pair-timeline`."""

    since: datetime.date | None
    until: datetime.date | None
    sign: int | None
    types: list[str]
    statements: list[str]
    said_by: list[str]


class PathsRow(TypedDict):
    """A row of `paths`."""

    length: int
    actors: list[str]
    names: list[str]
    types: list[str]
    statements: list[str]
    undated: int
    polarity: int


class ProposalsRow(TypedDict):
    """A row of `proposals`."""

    record: str
    record_name: str
    own: str
    own_name: str
    proposed: str
    proposed_name: str
    proposed_record: str
    identifier: str
    proposed_at: datetime.datetime
    unsure: bool


class PulseRow(TypedDict):
    """A row of `pulse`."""

    schema: int | None
    statements: int


class RecipientsRow(TypedDict):
    """A row of `recipients`."""

    recipient: str
    name: str
    kind: str
    steps: int
    path: list[str]
    goods: list[str]
    actors: list[str]
    undated: int
    statements: list[str]


class RequestsRow(TypedDict):
    """A row of `requests`."""

    id: str
    kind: str
    source: str
    run: str | None
    asked_at: datetime.datetime
    asked_by: str
    status: str
    taken_by: str | None
    ended_at: datetime.datetime | None
    answer: str | None


class RivalsWithinRow(TypedDict):
    """A row of `rivals-within`."""

    steps: int
    rival: str
    name: str
    types: list[str]
    since: datetime.date | None
    said_by: list[str]
    undated: int
    statements: list[str]


class RunChangesRow(TypedDict):
    """A row of `run-changes`."""

    change: str
    type: str
    denied: bool
    subject: str
    subject_name: str
    object: str
    object_name: str
    said_by: str
    evidence: str
    before: str | None
    id: str


class RunDifferencesRow(TypedDict):
    """A row of `run-differences`."""

    change: str
    because: str
    type: str
    denied: bool
    subject: str
    subject_name: str
    object: str
    object_name: str
    said_by: str
    evidence: str
    now: dict[str, Any] | None
    before: dict[str, Any] | None
    source: str
    run: str
    at: datetime.datetime
    id: str


class RunHistoryRow(TypedDict):
    """A row of `run-history`."""

    source: str
    id: str
    status: str
    started_at: datetime.datetime
    ended_at: datetime.datetime | None
    seconds: float | None
    read: int | None
    created: int | None
    changed: int | None
    withdrawn: int | None
    rejected: int | None
    reasons: str | None
    reverts: str | None
    error: str | None
    begun_by: str | None
    decided_by: str | None


class RunIdentitiesRow(TypedDict):
    """A row of `run-identities`."""

    change: str
    actor: str
    actor_name: str
    name: str
    identifier: str
    source: str
    run: str
    at: datetime.datetime
    id: str


class RunRecordsRow(TypedDict):
    """A row of `run-records`."""

    change: str
    because: str
    actor: str
    name: str
    now: dict[str, Any] | None
    before: dict[str, Any] | None
    source: str
    run: str
    at: datetime.datetime
    id: str


class RunTotalsRow(TypedDict):
    """A row of `run-totals`."""

    source: str
    status: str
    runs: int
    timed: int
    seconds: float
    read: int
    created: int
    changed: int
    withdrawn: int
    rejected: int


class RunsRow(TypedDict):
    """A row of `runs`."""

    id: str
    source: str
    status: str
    started_at: datetime.datetime
    ended_at: datetime.datetime | None
    said_at: datetime.date | None
    rejected: int | None
    skipped: int | None
    records: dict[str, Any]
    statements: dict[str, Any]
    error: str | None
    begun_by: str | None
    decided_by: str | None


class SchedulersRow(TypedDict):
    """A row of `schedulers`."""

    id: str
    started_at: datetime.datetime
    beat_at: datetime.datetime
    alive: bool
    version: str


class SearchRow(TypedDict):
    """A row of `search`."""

    actor: str
    name: str
    kind: str
    countries: list[str]
    degree: int
    matched: str
    score: float


class SignedPathsRow(TypedDict):
    """A row of `signed-paths`."""

    polarity: int
    length: int
    names: list[str]
    types: list[str]
    held_from: datetime.date | None
    held_to: datetime.date | None
    together: bool
    undated: int
    weakest: str
    weakest_confidence: float | None
    actors: list[str]
    statements: list[str]


class SignedStatementsRow(TypedDict):
    """A row of `signed-statements`."""

    id: str
    type: str
    sign: int
    subject: str
    subject_name: str
    subject_record: str
    object: str
    object_name: str
    object_record: str
    source: str
    said_by: str
    confidence: float | None
    valid_from: datetime.date | None
    valid_to: datetime.date | None


class SingleSourcedRow(TypedDict):
    """A row of `single-sourced`."""

    type: str
    subject: str
    subject_name: str
    object: str
    object_name: str
    said_by: list[str]
    confidence: float | None
    undated: int
    statements: list[str]


class SizeRow(TypedDict):
    """A row of `size`."""

    nodes: int
    relationships: int


class SourceStatementsRow(TypedDict):
    """A row of `source-statements`."""

    type: str
    subject: str
    subject_name: str
    object: str
    object_name: str
    valid_from: datetime.date | None
    valid_to: datetime.date | None
    said_by: str
    confidence: float | None
    evidence: str
    id: str


class SourcesRow(TypedDict):
    """A row of `sources`."""

    id: str
    title: str
    publisher: str
    url: str | None
    licence: str | None
    reliability: str | None
    rank: int
    records: int
    statements: int
    last_run: str | None
    last_status: str | None
    last_end: datetime.datetime | None


class SpeakersRow(TypedDict):
    """A row of `speakers`."""

    said_by: str
    statements: int
    denials: int
    types: list[str]
    sources: list[str]
    confidence: float | None


class StaleSourcesRow(TypedDict):
    """A row of `stale-sources`."""

    source: str
    title: str
    last: datetime.date | None
    run: str | None
    failed_since: int


class StepCountsRow(TypedDict):
    """A row of `step-counts`."""

    type: str
    direction: str
    statements: int
    neighbours: int
    undated: int


class SuppliersRow(TypedDict):
    """A row of `suppliers`."""

    supplier: str
    name: str
    kind: str
    steps: int
    path: list[str]
    goods: list[str]
    actors: list[str]
    undated: int
    statements: list[str]


class SuppliersOfDesignatedRow(TypedDict):
    """A row of `suppliers-of-designated`."""

    supplier: str
    name: str
    listed: bool
    target: str
    target_name: str
    listed_by: list[str]
    already_designated: bool | None
    goods: list[str]
    undated: int
    statements: list[str]


class SupportChangesRow(TypedDict):
    """A row of `support-changes`."""

    change: str
    supplier: str
    name: str
    target: str
    target_name: str
    goods: list[str]
    day: datetime.date | None
    statements: list[str]


class TensionsRow(TypedDict):
    """A row of `tensions`."""

    a: str
    b: str
    c: str
    a_name: str
    b_name: str
    c_name: str
    ab_sign: int
    bc_sign: int
    ca_sign: int
    ab_types: list[str]
    bc_types: list[str]
    ca_types: list[str]
    ab: list[str]
    bc: list[str]
    ca: list[str]
    held_from: datetime.date | None
    held_to: datetime.date | None
    spans: int
    undated: int
    kind: str


class TimelineRow(TypedDict):
    """A row of `timeline`."""

    day: datetime.date
    precision: str | None
    event: str
    type: str
    direction: str
    other: str
    other_name: str
    evidence: str
    said_by: str
    stance: str
    id: str


class TrianglesRow(TypedDict):
    """A row of `triangles`."""

    kind: str
    b: str
    c: str
    b_name: str
    c_name: str
    ab_sign: int
    bc_sign: int
    ca_sign: int
    statements: list[str]
    undated: int


class TypesRow(TypedDict):
    """A row of `types`."""

    name: str
    screen: str
    sign: int
    symmetric: bool


class UnknownReferencesRow(TypedDict):
    """A row of `unknown-references`."""

    actors: list[str]
    former: list[list[str]]
    sources: list[str]
    types: list[str]
    runs: list[str]


class ViewGoneRow(TypedDict):
    """A row of `view-gone`."""

    id: str
    type: str
    denied: bool
    subject: str
    subject_name: str
    object: str
    object_name: str
    said_by: str
    source: str
    confidence: float | None
    stance: str
    valid_from: datetime.date | None
    valid_to: datetime.date | None
    why: str
    run: str
    at: datetime.datetime


class ViewMergedRow(TypedDict):
    """A row of `view-merged`."""

    actor: str
    name: str
    now: str
    now_name: str
    decision: str | None
    by: str | None
    at: datetime.datetime | None


class ViewStatementsRow(TypedDict):
    """A row of `view-statements`."""

    id: str
    hash: str
    type: str
    denied: bool
    subject: str
    subject_name: str
    object: str
    object_name: str
    said_by: str
    source: str
    confidence: float | None
    stance: str
    valid_from: datetime.date | None
    valid_to: datetime.date | None
    run: str
    at: datetime.datetime


class WakeRow(TypedDict):
    """A row of `wake`."""

    target: str
    target_name: str
    listed: datetime.date | None
    supplier: str
    name: str
    after: int
    before: int
    undated: int
    goods_after: list[str]
    last: datetime.date | None
    statements: list[str]


class WatchedDifferencesRow(TypedDict):
    """A row of `watched-differences`."""

    change: str
    because: str
    type: str
    denied: bool
    subject: str
    subject_name: str
    object: str
    object_name: str
    said_by: str
    evidence: str
    now: dict[str, Any] | None
    before: dict[str, Any] | None
    source: str
    run: str
    at: datetime.datetime
    id: str


class WatchedRecordsRow(TypedDict):
    """A row of `watched-records`."""

    change: str
    because: str
    actor: str
    actor_name: str
    name: str
    identifier: str | None
    now: dict[str, Any] | None
    before: dict[str, Any] | None
    source: str
    run: str
    at: datetime.datetime
    id: str


class WithdrawnRow(TypedDict):
    """A row of `withdrawn`."""

    withdrawn_at: datetime.datetime
    said_until: datetime.date | None
    why: str
    type: str
    denied: bool
    subject: str
    subject_name: str
    object: str
    object_name: str
    evidence: str
    run: str
    id: str


class Ask(Protocol):
    """Asks a named query: the rows are of its own type, those of a query of one's own are plain dicts."""

    @overload
    def __call__(self, name: Literal["actor"], /, **args: Any) -> list[ActorRow]: ...
    @overload
    def __call__(self, name: Literal["actors"], /, **args: Any) -> list[ActorsRow]: ...
    @overload
    def __call__(self, name: Literal["against-own-alliance"], /, **args: Any) -> list[AgainstOwnAllianceRow]: ...
    @overload
    def __call__(self, name: Literal["allies-turned-rivals"], /, **args: Any) -> list[AlliesTurnedRivalsRow]: ...
    @overload
    def __call__(self, name: Literal["announced"], /, **args: Any) -> list[AnnouncedRow]: ...
    @overload
    def __call__(self, name: Literal["armed-both-sides"], /, **args: Any) -> list[ArmedBothSidesRow]: ...
    @overload
    def __call__(self, name: Literal["as-known"], /, **args: Any) -> list[AsKnownRow]: ...
    @overload
    def __call__(self, name: Literal["balance"], /, **args: Any) -> list[BalanceRow]: ...
    @overload
    def __call__(self, name: Literal["between"], /, **args: Any) -> list[BetweenRow]: ...
    @overload
    def __call__(self, name: Literal["bridges"], /, **args: Any) -> list[BridgesRow]: ...
    @overload
    def __call__(self, name: Literal["by-element"], /, **args: Any) -> list[ByElementRow]: ...
    @overload
    def __call__(self, name: Literal["canvas-balance"], /, **args: Any) -> list[CanvasBalanceRow]: ...
    @overload
    def __call__(self, name: Literal["canvas-editions"], /, **args: Any) -> list[CanvasEditionsRow]: ...
    @overload
    def __call__(self, name: Literal["canvas-evidence"], /, **args: Any) -> list[CanvasEvidenceRow]: ...
    @overload
    def __call__(self, name: Literal["canvas-legs"], /, **args: Any) -> list[CanvasLegsRow]: ...
    @overload
    def __call__(self, name: Literal["canvas-neighbours"], /, **args: Any) -> list[CanvasNeighboursRow]: ...
    @overload
    def __call__(self, name: Literal["canvas-programmes"], /, **args: Any) -> list[CanvasProgrammesRow]: ...
    @overload
    def __call__(self, name: Literal["canvas-statements"], /, **args: Any) -> list[CanvasStatementsRow]: ...
    @overload
    def __call__(self, name: Literal["canvas-steps"], /, **args: Any) -> list[CanvasStepsRow]: ...
    @overload
    def __call__(self, name: Literal["changed-sides"], /, **args: Any) -> list[ChangedSidesRow]: ...
    @overload
    def __call__(self, name: Literal["claims"], /, **args: Any) -> list[ClaimsRow]: ...
    @overload
    def __call__(self, name: Literal["co-designated"], /, **args: Any) -> list[CoDesignatedRow]: ...
    @overload
    def __call__(self, name: Literal["commitments"], /, **args: Any) -> list[CommitmentsRow]: ...
    @overload
    def __call__(self, name: Literal["common-neighbours"], /, **args: Any) -> list[CommonNeighboursRow]: ...
    @overload
    def __call__(self, name: Literal["common-suppliers"], /, **args: Any) -> list[CommonSuppliersRow]: ...
    @overload
    def __call__(self, name: Literal["compare-sources"], /, **args: Any) -> list[CompareSourcesRow]: ...
    @overload
    def __call__(self, name: Literal["completeness"], /, **args: Any) -> list[CompletenessRow]: ...
    @overload
    def __call__(self, name: Literal["contradictions"], /, **args: Any) -> list[ContradictionsRow]: ...
    @overload
    def __call__(self, name: Literal["counts"], /, **args: Any) -> list[CountsRow]: ...
    @overload
    def __call__(self, name: Literal["degrees"], /, **args: Any) -> list[DegreesRow]: ...
    @overload
    def __call__(self, name: Literal["delistings"], /, **args: Any) -> list[DelistingsRow]: ...
    @overload
    def __call__(self, name: Literal["designations"], /, **args: Any) -> list[DesignationsRow]: ...
    @overload
    def __call__(self, name: Literal["dyad-years"], /, **args: Any) -> list[DyadYearsRow]: ...
    @overload
    def __call__(self, name: Literal["dyads"], /, **args: Any) -> list[DyadsRow]: ...
    @overload
    def __call__(self, name: Literal["ego"], /, **args: Any) -> list[EgoRow]: ...
    @overload
    def __call__(self, name: Literal["enemies-armed"], /, **args: Any) -> list[EnemiesArmedRow]: ...
    @overload
    def __call__(self, name: Literal["enemies-of-allies"], /, **args: Any) -> list[EnemiesOfAlliesRow]: ...
    @overload
    def __call__(self, name: Literal["enemies-of-enemies"], /, **args: Any) -> list[EnemiesOfEnemiesRow]: ...
    @overload
    def __call__(self, name: Literal["evidence"], /, **args: Any) -> list[EvidenceRow]: ...
    @overload
    def __call__(self, name: Literal["fifty-percent"], /, **args: Any) -> list[FiftyPercentRow]: ...
    @overload
    def __call__(self, name: Literal["first-loads"], /, **args: Any) -> list[FirstLoadsRow]: ...
    @overload
    def __call__(self, name: Literal["former-actors"], /, **args: Any) -> list[FormerActorsRow]: ...
    @overload
    def __call__(self, name: Literal["goods"], /, **args: Any) -> list[GoodsRow]: ...
    @overload
    def __call__(self, name: Literal["held-differences"], /, **args: Any) -> list[HeldDifferencesRow]: ...
    @overload
    def __call__(self, name: Literal["hubs"], /, **args: Any) -> list[HubsRow]: ...
    @overload
    def __call__(self, name: Literal["jobs"], /, **args: Any) -> list[JobsRow]: ...
    @overload
    def __call__(self, name: Literal["listed-under"], /, **args: Any) -> list[ListedUnderRow]: ...
    @overload
    def __call__(self, name: Literal["listing-lag"], /, **args: Any) -> list[ListingLagRow]: ...
    @overload
    def __call__(self, name: Literal["loners"], /, **args: Any) -> list[LonersRow]: ...
    @overload
    def __call__(self, name: Literal["low-confidence"], /, **args: Any) -> list[LowConfidenceRow]: ...
    @overload
    def __call__(self, name: Literal["mixed-pairs"], /, **args: Any) -> list[MixedPairsRow]: ...
    @overload
    def __call__(self, name: Literal["most-contradicted"], /, **args: Any) -> list[MostContradictedRow]: ...
    @overload
    def __call__(self, name: Literal["neighbours"], /, **args: Any) -> list[NeighboursRow]: ...
    @overload
    def __call__(self, name: Literal["new-designations"], /, **args: Any) -> list[NewDesignationsRow]: ...
    @overload
    def __call__(self, name: Literal["opening"], /, **args: Any) -> list[OpeningRow]: ...
    @overload
    def __call__(self, name: Literal["owners"], /, **args: Any) -> list[OwnersRow]: ...
    @overload
    def __call__(self, name: Literal["pair-timeline"], /, **args: Any) -> list[PairTimelineRow]: ...
    @overload
    def __call__(self, name: Literal["paths"], /, **args: Any) -> list[PathsRow]: ...
    @overload
    def __call__(self, name: Literal["proposals"], /, **args: Any) -> list[ProposalsRow]: ...
    @overload
    def __call__(self, name: Literal["pulse"], /, **args: Any) -> list[PulseRow]: ...
    @overload
    def __call__(self, name: Literal["recipients"], /, **args: Any) -> list[RecipientsRow]: ...
    @overload
    def __call__(self, name: Literal["requests"], /, **args: Any) -> list[RequestsRow]: ...
    @overload
    def __call__(self, name: Literal["rivals-within"], /, **args: Any) -> list[RivalsWithinRow]: ...
    @overload
    def __call__(self, name: Literal["run-changes"], /, **args: Any) -> list[RunChangesRow]: ...
    @overload
    def __call__(self, name: Literal["run-differences"], /, **args: Any) -> list[RunDifferencesRow]: ...
    @overload
    def __call__(self, name: Literal["run-history"], /, **args: Any) -> list[RunHistoryRow]: ...
    @overload
    def __call__(self, name: Literal["run-identities"], /, **args: Any) -> list[RunIdentitiesRow]: ...
    @overload
    def __call__(self, name: Literal["run-records"], /, **args: Any) -> list[RunRecordsRow]: ...
    @overload
    def __call__(self, name: Literal["run-totals"], /, **args: Any) -> list[RunTotalsRow]: ...
    @overload
    def __call__(self, name: Literal["runs"], /, **args: Any) -> list[RunsRow]: ...
    @overload
    def __call__(self, name: Literal["schedulers"], /, **args: Any) -> list[SchedulersRow]: ...
    @overload
    def __call__(self, name: Literal["search"], /, **args: Any) -> list[SearchRow]: ...
    @overload
    def __call__(self, name: Literal["signed-paths"], /, **args: Any) -> list[SignedPathsRow]: ...
    @overload
    def __call__(self, name: Literal["signed-statements"], /, **args: Any) -> list[SignedStatementsRow]: ...
    @overload
    def __call__(self, name: Literal["single-sourced"], /, **args: Any) -> list[SingleSourcedRow]: ...
    @overload
    def __call__(self, name: Literal["size"], /, **args: Any) -> list[SizeRow]: ...
    @overload
    def __call__(self, name: Literal["source-statements"], /, **args: Any) -> list[SourceStatementsRow]: ...
    @overload
    def __call__(self, name: Literal["sources"], /, **args: Any) -> list[SourcesRow]: ...
    @overload
    def __call__(self, name: Literal["speakers"], /, **args: Any) -> list[SpeakersRow]: ...
    @overload
    def __call__(self, name: Literal["stale-sources"], /, **args: Any) -> list[StaleSourcesRow]: ...
    @overload
    def __call__(self, name: Literal["step-counts"], /, **args: Any) -> list[StepCountsRow]: ...
    @overload
    def __call__(self, name: Literal["suppliers"], /, **args: Any) -> list[SuppliersRow]: ...
    @overload
    def __call__(self, name: Literal["suppliers-of-designated"], /, **args: Any) -> list[SuppliersOfDesignatedRow]: ...
    @overload
    def __call__(self, name: Literal["support-changes"], /, **args: Any) -> list[SupportChangesRow]: ...
    @overload
    def __call__(self, name: Literal["tensions"], /, **args: Any) -> list[TensionsRow]: ...
    @overload
    def __call__(self, name: Literal["timeline"], /, **args: Any) -> list[TimelineRow]: ...
    @overload
    def __call__(self, name: Literal["triangles"], /, **args: Any) -> list[TrianglesRow]: ...
    @overload
    def __call__(self, name: Literal["types"], /, **args: Any) -> list[TypesRow]: ...
    @overload
    def __call__(self, name: Literal["unknown-references"], /, **args: Any) -> list[UnknownReferencesRow]: ...
    @overload
    def __call__(self, name: Literal["view-gone"], /, **args: Any) -> list[ViewGoneRow]: ...
    @overload
    def __call__(self, name: Literal["view-merged"], /, **args: Any) -> list[ViewMergedRow]: ...
    @overload
    def __call__(self, name: Literal["view-statements"], /, **args: Any) -> list[ViewStatementsRow]: ...
    @overload
    def __call__(self, name: Literal["wake"], /, **args: Any) -> list[WakeRow]: ...
    @overload
    def __call__(self, name: Literal["watched-differences"], /, **args: Any) -> list[WatchedDifferencesRow]: ...
    @overload
    def __call__(self, name: Literal["watched-records"], /, **args: Any) -> list[WatchedRecordsRow]: ...
    @overload
    def __call__(self, name: Literal["withdrawn"], /, **args: Any) -> list[WithdrawnRow]: ...
    @overload
    def __call__(self, name: str, /, **args: Any) -> list[dict[str, Any]]: ...
