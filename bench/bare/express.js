const express = require("express");
const morgan = require("morgan");

const app = express();
const items = new Map([[1, { id: 1, name: "Lamp", description: null, quantity: 1 }]]);

app.use(morgan("combined"));

app.get("/healthz", (request, response) => {
  response.json({ status: "ok" });
});

app.get("/items/:id", (request, response) => {
  const item = items.get(Number(request.params.id));
  if (item === undefined) {
    response.sendStatus(404);
  } else {
    response.json(item);
  }
});

app.listen(Number(process.argv[2]), "127.0.0.1");
