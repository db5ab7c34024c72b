// name: conflicts
// question: Which claims cannot all hold, and who makes them? / 哪些说法互相矛盾，各是谁说的？
// param entity: string?  only conflicts about this entity, by name or alias
// param as_of: date?     the world on this day; what is not certain yet, or no longer, is marked possible
// param known_on: date?  only what sources published by this day say
// returns: conflict, rules, status, decided, shown, predicate, subject, object, date, figure, modality, quote, publisher, title, published, url, fact, claim, source
// table: rules, predicate, subject, object, date, figure, shown, quote, publisher, published
MATCH (a:Entity)-[r]->(b)
WHERE size(r.conflicts) > 0
  AND ($entity IS NULL OR a.name = $entity OR $entity IN a.aliases OR b.name = $entity OR $entity IN b.aliases)
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
// facts that stand against each other name the same claims: one conflict
WITH r, status, claim, reduce(key = '', id IN r.conflict_claims | key + id) AS key
ORDER BY r.id
WITH key,
     collect(r.id) AS facts,
     collect(r.conflicts) AS rules,
     collect(r.conflict_claims) AS ids,
     collect(status) AS statuses,
     collect(claim) AS shown,
     count(r.decision) AS decisions
WITH facts[0] AS conflict, rules[0] AS rules, ids[0] AS ids, statuses[0] AS status, shown, decisions > 0 AS decided
UNWIND ids AS id
MATCH (c:Claim {id: id})-[:STATED_IN]->(d:Source)
WHERE $known_on IS NULL OR toString(d.published_on) <= $known_on
OPTIONAL MATCH (c)-[:SUBJECT]->(s:Entity)
OPTIONAL MATCH (c)-[:OBJECT]->(o:Entity)
WITH conflict, rules, status, decided, shown, c, d, s, o
ORDER BY c.date IS NULL, c.date, c.id
WITH conflict, rules, status, decided, shown,
     collect({claim: c, source: d, subject: s.name, object: o.name}) AS told,
     max(toString(c.date_min)) AS latest,
     min(toString(c.date_max)) AS earliest,
     count(DISTINCT c.figure) AS figures
// as known on an earlier day, only what was in conflict then: days that exclude each other, or several figures
WHERE $known_on IS NULL
   OR (latest > earliest AND any(x IN rules WHERE x IN ['once', 'once_per_subject', 'excludes_later']))
   OR (figures > 1 AND any(x IN rules WHERE x IN ['stake', 'amount']))
UNWIND told AS t
WITH conflict, rules, status, decided, shown, t, t.claim AS c, t.source AS d
RETURN conflict,
       rules,
       status,
       decided,
       c.id IN shown AS shown,
       c.predicate AS predicate,
       t.subject AS subject,
       t.object AS object,
       c.date AS date,
       c.figure AS figure,
       c.modality AS modality,
       c.quote AS quote,
       d.publisher AS publisher,
       d.title AS title,
       toString(d.published_on) AS published,
       d.url AS url,
       c.fact AS fact,
       c.id AS claim,
       d.id AS source
ORDER BY conflict, date IS NULL, date, claim
