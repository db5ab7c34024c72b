// name: learned
// question: What became known between two days, from sources published after the one and by the other? / 两天之间，新公布的来源让人知道了什么？
// param from_day: date   the earlier day
// param to_day: date     the later day
// param entity: string?  only what concerns this entity, by name or alias
// param as_of: date?     the world on this day; what is not certain yet, or no longer, is marked possible
// param known_on: date?  only what sources published by this day say, when it comes before the later day
// returns: change, event, subject, object, date_before, date_after, status, quote, publisher, published, url, fact
// table: published, change, event, subject, object, date_before, date_after, quote, publisher
MATCH (a:Entity)-[r]->(b)
WHERE $entity IS NULL OR a.name = $entity OR $entity IN a.aliases OR b.name = $entity OR $entity IN b.aliases
WITH a, r, b,
     size([day IN r.step_days WHERE day <= $from_day]) - 1 AS first,
     size([day IN r.step_days WHERE day <= $to_day AND ($known_on IS NULL OR day <= $known_on)]) - 1 AS at
WHERE at > first
WITH *,
     CASE WHEN first >= 0 THEN r.step_dates[first] ELSE '' END AS was,
     r.step_dates[at] AS date,
     r.step_min[at] AS date_min,
     r.step_max[at] AS date_max,
     r.step_end_min[at] AS end_min,
     r.step_end_max[at] AS end_max,
     r.step_claims[at] AS claim
WITH *,
     CASE WHEN $as_of IS NULL THEN 'certain'
          WHEN date_min > $as_of OR (end_max <> '' AND end_max <= $as_of) THEN 'no'
          WHEN date_max = '' OR date_max > $as_of OR (end_min + end_max <> '' AND end_min <= $as_of) THEN 'possible'
          ELSE 'certain' END AS status
WHERE status <> 'no'
OPTIONAL MATCH (c:Claim {id: claim})-[:STATED_IN]->(d:Source)
WITH *, COUNT {
  UNWIND r.conflict_claims AS id
  MATCH (:Claim {id: id})-[:STATED_IN]->(its:Source)
  WHERE toString(its.published_on) <= $known_on
} AS against
RETURN CASE WHEN first < 0 THEN 'new' WHEN was <> date THEN 'date' ELSE 'bounds' END AS change,
       type(r) AS event,
       a.name AS subject,
       CASE WHEN b:Milestone AND type(r) <> 'RENAMED_TO' THEN null ELSE b.name END AS object,
       CASE was WHEN '' THEN null ELSE was END AS date_before,
       CASE date WHEN '' THEN null ELSE date END AS date_after,
       status,
       c.quote AS quote,
       d.publisher AS publisher,
       r.step_days[at] AS published,
       d.url AS url,
       r.id AS fact
ORDER BY published, subject, event, object, fact
