// Asks the endpoint that is named first the query that is named second, and prints what the client makes of the answer.
import { SparqlEndpointFetcher } from "fetch-sparql-endpoint";

const [endpoint, query, method] = process.argv.slice(2);
const client = new SparqlEndpointFetcher({ method });

async function all(stream) {
  const found = [];
  for await (const one of stream) found.push(one);
  return found;
}

const values = (row) => Object.fromEntries(Object.entries(row).map(([name, term]) => [name, term.value]));
const triple = ({ subject, predicate, object }) => [subject.value, predicate.value, object.value];

async function answer() {
  switch (client.getQueryType(query)) {
    case "ASK": return client.fetchAsk(endpoint, query);
    case "CONSTRUCT": return (await all(await client.fetchTriples(endpoint, query))).map(triple);
    default: return (await all(await client.fetchBindings(endpoint, query))).map(values);
  }
}

try {
  console.log(JSON.stringify({ answer: await answer() }));
} catch (error) {
  console.log(JSON.stringify({ error: error.message }));
}
