// Said by ear as well as by eye. A browser that allows no sound before a touch stays silent, never broken.
const tones = {
  ScanTaken: [[880, 0.08]],
  ScanRefused: [[220, 0.25], [180, 0.25]],
  DoorReleased: [[660, 0.12], [990, 0.18]],
  Warning: [[440, 0.15], [440, 0.15], [440, 0.15]],
  Identify: [[880, 0.2], [660, 0.2], [880, 0.2], [660, 0.2], [880, 0.2]],
};

let audio;

export function play(signal) {
  try {
    audio ??= new AudioContext();
    let at = audio.currentTime;
    for (const [hertz, seconds] of tones[signal] ?? []) {
      const tone = audio.createOscillator();
      tone.frequency.value = hertz;
      tone.connect(audio.destination);
      tone.start(at);
      tone.stop(at + seconds);
      at += seconds + 0.05;
    }
  } catch {
    // No sound on this machine.
  }
}
