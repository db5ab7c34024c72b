// name: corroboration
// question: How many independent sources state a fact? / 一个事实有几个独立来源？
// param entity: string?        only facts about this entity, by name or alias
// param at_least: integer = 1  only facts that this many sources state
// param as_of: date?           the world on this day; what is not certain yet, or no longer, is marked possible
// param known_on: date?        only what sources published by this day say
// returns: event, subject, object, sources, claims, publishers, date, status, disputed, fact
// table: event, subject, object, sources, claims, publishers, date, status, disputed
MATCH (a:Entity)-[r]->(b)
WHERE $entity IS NULL OR a.name = $entity OR $entity IN a.aliases OR b.name = $entity OR $entity IN b.aliases
// --- r on $as_of, as known on $known_on (README.md, "Time")
WITH *, size([day IN r.step_days WHERE day <= $known_on]) - 1 AS at
WHERE $known_on IS NULL OR at >= 0
WITH *,
     CASE WHEN $known_on IS NULL THEN coalesce(r.date, '') ELSE r.step_dates[at] END AS date,
     CASE WHEN $known_on IS NULL THEN coalesce(toString(r.date_min), '') ELSE r.step_min[at] END AS date_min,
     CASE WHEN $known_on IS NULL THEN coalesce(toString(r.date_max), '') ELSE r.step_max[at] END AS date_max,
     CASE WHEN $known_on IS NULL THEN coalesce(toString(r.end_min), '') ELSE r.step_end_min[at] END AS end_min,
     CASE WHEN $known_on IS NULL THEN coalesce(toString(r.end_max), '') ELSE r.step_end_max[at] END AS end_max,
     CASE WHEN $known_on IS NULL THEN r.claims[0] ELSE r.step_claims[at] END AS claim,
     $known_on IS NULL OR all(day IN r.claim_known WHERE day <> '' AND day <= $known_on) AS whole
WITH *,
     CASE WHEN $as_of IS NULL THEN 'certain'
          WHEN date_min > $as_of OR (end_max <> '' AND end_max <= $as_of) THEN 'no'
          WHEN date_max = '' OR date_max > $as_of OR (end_min + end_max <> '' AND end_min <= $as_of) THEN 'possible'
          ELSE 'certain' END AS status
WHERE status <> 'no'
// ---
UNWIND r.claims AS id
MATCH (c:Claim {id: id})-[:STATED_IN]->(d:Source)
WHERE $known_on IS NULL OR toString(d.published_on) <= $known_on
WITH a, r, b, date, date_min, status, d, count(c) AS said
ORDER BY d.publisher
WITH a, r, b, date, date_min, status,
     sum(said) AS claims,
     collect(DISTINCT d.publisher) AS publishers,
     count(DISTINCT coalesce(d.publisher, d.id)) AS voices,
     count(DISTINCT d.text_hash) AS texts
WITH *,
     CASE WHEN $known_on IS NULL THEN r.corroboration
          WHEN voices < texts THEN voices
          ELSE texts END AS sources
WHERE sources >= $at_least
RETURN type(r) AS event,
       a.name AS subject,
       CASE WHEN b:Milestone AND type(r) <> 'RENAMED_TO' THEN null ELSE b.name END AS object,
       sources,
       claims,
       publishers,
       CASE date WHEN '' THEN null ELSE date END AS date,
       status,
       r.disputed AS disputed,
       r.id AS fact
ORDER BY sources DESC, claims DESC, subject, event, object, fact
