// name: unconfirmed
// question: What is only planned, rumoured, denied or supposed, and so no fact of the graph? / 哪些只是计划、传闻、被否认或假设，因而不是图中的事实？
// param entity: string?  only claims about this entity, by name or alias
// param as_of: date?     the world on this day; what is not certain yet is marked possible
// param known_on: date?  only what sources published by this day say
// returns: predicate, subject, object, date, status, modality, quote, publisher, title, published, url, claim
// table: predicate, subject, object, date, modality, quote, publisher, published
MATCH (c:Claim)-[:STATED_IN]->(d:Source)
WHERE c.modality IN ['planned', 'rumoured', 'denied', 'hypothetical', 'opinion']
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
       d.publisher AS publisher,
       d.title AS title,
       toString(d.published_on) AS published,
       d.url AS url,
       c.id AS claim
ORDER BY published IS NULL, published, d.id, c.start, claim
