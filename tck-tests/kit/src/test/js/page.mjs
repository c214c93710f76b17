import { plan } from "./claims.mjs";
import "./scenarios/all.mjs";
import { trial } from "./trial.mjs";
import { Visitor } from "./visitor.mjs";

// What the runner calls in the page; `act`, which the page calls in the runner, has been put there by it.
window.tryClaim = (place, world) => trial(plan(world)[place], { ...world, WebSocket, act: window.act });
window.visitor = new Visitor();
