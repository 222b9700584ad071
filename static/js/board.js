// The board: a card is dragged to another column, or moved by the arrow keys on its "Move". A refused one snaps back.
const board = document.querySelector("[data-board]");
const columns = [...board.querySelectorAll("[data-stage]")];
const toast = (text, tone) => document.dispatchEvent(new CustomEvent("concord:toast", { detail: { text, tone } }));
const token = JSON.parse(document.body.getAttribute("hx-headers") ?? "{}")["X-CSRFToken"];
let dragged = null;

const columnOf = (element) => element.closest("[data-stage]");
const count = (column, by) => {
  const shown = column.querySelector("[data-count]");
  shown.textContent = Number(shown.textContent) + by;
};

// What the server said: in words, or in the event by which htmx would have shown a message.
const words = async (answer) => {
  const trigger = answer.headers.get("HX-Trigger");
  if (trigger) return JSON.parse(trigger).toast?.text;
  return (answer.headers.get("Content-Type") ?? "").startsWith("text/plain") ? answer.text() : "";
};

const send = (card, stage) =>
  fetch(card.dataset.move, {
    method: "POST",
    headers: { "HX-Request": "true", "X-CSRFToken": token },
    body: new URLSearchParams({ stage, version: card.dataset.version }),
  });

const move = async (card, target, keepsFocus) => {
  const source = columnOf(card);
  if (!target || target === source || card.ariaBusy === "true") return;
  const place = card.nextElementSibling;
  const list = card.parentElement;
  const back = () => {
    list.insertBefore(card, place?.parentElement === list ? place : null);
    count(source, 1);
    count(target, -1);
    if (keepsFocus) card.querySelector("[data-mover]").focus();
  };
  target.querySelector("ul").prepend(card);
  count(source, -1);
  count(target, 1);
  card.ariaBusy = "true";
  try {
    const answer = await send(card, target.dataset.stage);
    if (answer.redirected) return location.assign(answer.url);
    if (!answer.ok) {
      back();
      return toast((await words(answer)) || board.dataset.refused, "error");
    }
    const made = document.createElement("template");
    made.innerHTML = await answer.text();
    const fresh = made.content.querySelector("[data-card]");
    card.replaceWith(fresh);
    if (keepsFocus) fresh.querySelector("[data-mover]").focus();
    toast(await words(answer), "success");
  } catch {
    back();
    toast(board.dataset.lost, "error");
  } finally {
    card.ariaBusy = "false";
  }
};

board.addEventListener("dragstart", (event) => {
  dragged = event.target.closest("[data-card]");
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.querySelector("a").textContent);
  dragged.classList.add("board-dragged");
});
board.addEventListener("dragend", () => {
  dragged?.classList.remove("board-dragged");
  for (const column of columns) column.classList.remove("board-over");
  dragged = null;
});
for (const column of columns) {
  column.addEventListener("dragover", (event) => {
    if (!dragged) return;
    event.preventDefault();
    for (const other of columns) other.classList.toggle("board-over", other === column);
  });
  column.addEventListener("drop", (event) => {
    event.preventDefault();
    if (dragged) move(dragged, column, false);
  });
}

board.addEventListener("keydown", (event) => {
  const mover = event.target.closest("[data-mover]");
  if (!mover || !["ArrowLeft", "ArrowRight"].includes(event.key) || event.altKey || event.ctrlKey) return;
  event.preventDefault();
  const card = mover.closest("[data-card]");
  const forwards = (event.key === "ArrowRight") === (document.dir !== "rtl");
  move(card, columns[columns.indexOf(columnOf(card)) + (forwards ? 1 : -1)], true);
});
