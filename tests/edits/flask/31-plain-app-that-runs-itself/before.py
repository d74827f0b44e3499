from flask import Flask, jsonify
from flask_cors import CORS

app = Flask(__name__)
app.config["JSON_SORT_KEYS"] = False
app.config.from_prefixed_env()
CORS(app)

todos = []


@app.get("/todos")
def list_todos():
    return jsonify(todos)


if __name__ == '__main__':
    app.run(debug=True)
