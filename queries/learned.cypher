// name: learned
// question: What became known between two days, from sources published after the one and by the other? / 两天之间，新公布的来源让人知道了什么？
// param from_day: date   the earlier day
// param to_day: date   the later day
// param entity: string?   only what concerns this entity, by name or alias
// param as_of: date?      the world on this day; what is not certain yet, or no longer, is marked possible
// param known_on: date?   only what sources published by this day say, when it comes before the later day
// returns: change, event, subject, object, date_before, date_after, status, quote, publisher, published, url, fact
// table: published, change, event, subject, object, date_before, date_after, quote, publisher
MATCH (a:Entity)-[r:INVESTED_IN|ACQUIRED|DIVESTED|RAISED|LAUNCHED|OPERATES|SHUT_DOWN|MERGED_INTO|RENAMED_TO|PARTNERED_WITH|COMPETES_WITH|LISTED|FOUNDED|METRIC|ROLE]->(b)
WHERE $entity IS NULL OR a.name = $entity OR $entity IN a.aliases OR b.name = $entity OR $entity IN b.aliases
WITH a, r, b,
     size([day IN r.step_days WHERE day <= $from_day]) - 1 AS first,
     size([day IN r.step_days WHERE day <= $to_day AND ($known_on IS NULL OR day <= $known_on)]) - 1 AS step
WHERE step > first
WITH *,
     CASE WHEN first >= 0 THEN r.step_dates[first] ELSE '' END AS was,
     r.step_dates[step] AS date,
     r.step_min[step] AS date_min,
     r.step_max[step] AS date_max,
     r.step_end_min[step] AS end_min,
     r.step_end_max[step] AS end_max,
     r.step_claims[step] AS claim
WITH *,
     CASE WHEN $as_of IS NULL THEN 'certain'
          WHEN date_min > $as_of OR (end_max <> '' AND end_max <= $as_of) THEN 'no'
          WHEN date_max = '' OR date_max > $as_of OR (end_min + end_max <> '' AND end_min <= $as_of) THEN 'possible'
          ELSE 'certain' END AS status
WHERE status <> 'no'
OPTIONAL MATCH (c:Claim {id: claim})-[:STATED_IN]->(d:Source)
RETURN CASE WHEN first < 0 THEN 'new' WHEN was <> date THEN 'date' ELSE 'bounds' END AS change,
       type(r) AS event,
       a.name AS subject,
       CASE WHEN b:Milestone THEN null ELSE b.name END AS object,
       CASE was WHEN '' THEN null ELSE was END AS date_before,
       CASE date WHEN '' THEN null ELSE date END AS date_after,
       status,
       c.quote AS quote,
       d.publisher AS publisher,
       r.step_days[step] AS published,
       d.url AS url,
       r.id AS fact
ORDER BY published, subject, event, object, fact
