// name: evidence
// question: Who says so, in which words, and where? / 这是谁说的，原话是什么，在哪里？
// param entity: string?  every claim about this entity, by name or alias
// param fact: string?    every claim behind this fact, by the id that the other queries return
// param as_of: date?     the world on this day; what is not certain yet is marked possible
// param known_on: date?  only what sources published by this day say
// returns: predicate, subject, object, date, status, modality, quote, start, end, publisher, title, published, url, fact, claim, source
// table: predicate, subject, object, date, modality, quote, publisher, published
MATCH (c:Claim)-[:STATED_IN]->(d:Source)
WHERE ($fact IS NULL OR c.fact = $fact)
  AND ($known_on IS NULL OR toString(d.published_on) <= $known_on)
WITH c, d, EXISTS {
  MATCH (c)-[:SUBJECT|OBJECT]->(e:Entity)
  WHERE e.name = $entity OR $entity IN e.aliases
} AS named
WHERE $entity IS NULL OR named
WITH c, d, coalesce(toString(c.date_min), '') AS lo, coalesce(toString(c.date_max), '') AS hi
WHERE $as_of IS NULL OR lo <= $as_of
OPTIONAL MATCH (c)-[:SUBJECT]->(s:Entity)
OPTIONAL MATCH (c)-[:OBJECT]->(o:Entity)
RETURN c.predicate AS predicate,
       s.name AS subject,
       o.name AS object,
       c.date AS date,
       CASE WHEN $as_of IS NULL OR hi <> '' AND hi <= $as_of THEN 'certain' ELSE 'possible' END AS status,
       c.modality AS modality,
       c.quote AS quote,
       c.start AS start,
       c.end AS end,
       d.publisher AS publisher,
       d.title AS title,
       toString(d.published_on) AS published,
       d.url AS url,
       c.fact AS fact,
       c.id AS claim,
       d.id AS source
ORDER BY published IS NULL, published, source, start, end, claim
