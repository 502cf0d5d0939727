// The cabinet's front as it stands before the person: every door in its place, the one that matters lit.
const weight = { S: 1, M: 2, L: 4 };

export function drawFront(front, view) {
  const rows = Math.max(...view.doors.map(door => door.row));
  const heights = Array.from({ length: rows }, (_, i) =>
    Math.max(...view.doors.filter(door => door.row === i + 1).map(door => weight[door.size]), 1));
  const columns = Math.max(...view.doors.map(door => door.column));
  front.style.gridTemplateColumns = `repeat(${columns}, minmax(0, 1fr))`;
  front.style.gridTemplateRows = heights.map(height => `${height}fr`).join(' ');
  front.replaceChildren(...view.doors.map(door => {
    const cell = document.createElement('div');
    cell.className = `door ${door.state}`;
    cell.classList.toggle('lit', door.number === view.compartment);
    cell.classList.toggle('next', door.number === view.next);
    cell.style.gridColumn = door.column;
    cell.style.gridRow = door.row;
    cell.textContent = door.number;
    return cell;
  }));
}
