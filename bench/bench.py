#!/usr/bin/env python3
"""Measures the farm against Blender alone, in one run, and prints the tables that README quotes.

Timings on shared machines are noisy, so each figure is a ratio of medians, and the candidates take
turns within each round. Needs a built ./sheaf, Blender, ffmpeg and nothing else.

    bench/bench.py [--rounds 3] [--scene example|heavy] [--example-frames 1-48] ...
"""

import argparse
import collections
import json
import os
import pathlib
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHEAF = ROOT / "sheaf"

Scene = collections.namedtuple("Scene", "name path frames")


def frame_range(text):
    """First and last frame of "1-48"."""
    first, last = text.split("-")
    return int(first), int(last)


def timed(command, **options):
    """Seconds that a command takes; its output is shown only when it fails."""
    begun = time.monotonic()
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **options)
    seconds = time.monotonic() - begun
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{done.stdout.decode(errors='replace')}")
    return seconds


def blender(scene, frames_dir, first, last):
    """Plain Blender over a range, one process."""
    return timed(["blender", "-b", scene.path, "-F", "PNG", "-x", "1", "-o",
                  f"{frames_dir}/####", "-s", str(first), "-e", str(last), "-a"])


def blender_and_ffmpeg(scene, work):
    """What a person does without a farm: blender -a, then ffmpeg."""
    frames_dir = work / "alone"
    shutil.rmtree(frames_dir, ignore_errors=True)
    first, last = frame_range(scene.frames)
    seconds = blender(scene, frames_dir, first, last)
    return seconds + timed(
        ["ffmpeg", "-y", "-loglevel", "error", "-framerate", "24", "-start_number", str(first),
         "-i", f"{frames_dir}/%04d.png", "-c:v", "libx264", "-crf", "18", "-pix_fmt", "yuv420p",
         "-movflags", "+faststart", str(work / "alone.mp4")])


def blender_in_chunks(scene, work, size):
    """A shell loop: a new Blender process for every few frames."""
    frames_dir = work / f"chunks-{size}"
    shutil.rmtree(frames_dir, ignore_errors=True)
    first, last = frame_range(scene.frames)
    return sum(blender(scene, frames_dir, at, min(at + size - 1, last))
               for at in range(first, last + 1, size))


def sheaf_render(scene, work, home, force, request_log=None):
    """The whole job by ./sheaf render, to the film."""
    environment = dict(os.environ, SHEAF_HOME=str(home), CI="true")
    if request_log:
        environment["SHEAF_REQUEST_LOG"] = str(request_log)
    return timed([str(SHEAF), "render", str(scene.path), "--frames", scene.frames,
                  "--force", force, "--out", str(work / "farm.mp4")], env=environment)


class Farm:
    """./sheaf up, for as long as a with block lasts."""

    def __init__(self, home, request_log):
        self.home, self.request_log = home, request_log

    def __enter__(self):
        self.request_log.mkdir(parents=True, exist_ok=True)
        environment = dict(os.environ, SHEAF_HOME=str(self.home), CI="true",
                           SHEAF_REQUEST_LOG=str(self.request_log))
        self.process = subprocess.Popen([str(SHEAF), "up"], env=environment,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 60
        while not (self.home / "farm.json").exists():
            if time.monotonic() > deadline or self.process.poll() is not None:
                sys.exit("the farm did not start; try ./sheaf up by hand")
            time.sleep(0.1)
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=90)


def requests_by_service(request_log):
    """Requests of our own code by service and operation, of all processes."""
    counts = collections.Counter()
    for log in request_log.glob("*.log"):
        counts.update(" ".join(line.split()[:2])
                      for line in log.read_text().splitlines() if line.strip())
    return counts


def heavy_scene(work):
    """The heavy scene, made by its script."""
    path = work / "heavy.blend"
    timed(["blender", "-b", "--factory-startup", "--python",
           str(ROOT / "bench" / "scenes" / "heavy.py"), "--", str(path)])
    return path


def measure(scene, rounds, work, also_in_pieces):
    """Medians of each way to the film, and the requests of the farm's rounds."""
    seconds = collections.defaultdict(list)
    request_log = work / f"requests-{scene.name}"
    with Farm(work / "home-up", request_log):
        for number in range(rounds):
            seconds["alone"].append(blender_and_ffmpeg(scene, work))
            seconds["farm"].append(sheaf_render(scene, work, work / "home-up", f"up-{number}"))
            seconds["cold"].append(sheaf_render(scene, work, work / "home-cold", f"cold-{number}"))
            print(f"# {scene.name} round {number + 1} of {rounds} done", file=sys.stderr)
    if also_in_pieces:
        seconds["chunks of 3"].append(blender_in_chunks(scene, work, 3))
        seconds["frame by frame"].append(blender_in_chunks(scene, work, 1))
    return {key: statistics.median(values) for key, values in seconds.items()}, requests_by_service(
        request_log)


def frame_count(scene):
    first, last = frame_range(scene.frames)
    return last - first + 1


def report(scene, medians, requests, rounds):
    """One scene's tables, in Markdown."""
    size = scene.path.stat().st_size / 1e6
    print(f"\n### {scene.name}: {frame_count(scene)} frames, {size:.1f} MB\n")
    print("| way to the film | seconds | Sheaf is faster by |\n|---|---|---|")
    print(f"| Sheaf, farm up, session cold | {medians['farm']:.1f} | |")
    print(f"| Sheaf, a cold `./sheaf render` | {medians['cold']:.1f} | |")
    for key, label in (("alone", "`blender -a` + ffmpeg"),
                       ("chunks of 3", "a Blender process per 3 frames (measured once)"),
                       ("frame by frame", "a Blender process per frame (measured once)")):
        if key in medians:
            print(f"| {label} | {medians[key]:.1f} | {medians[key] / medians['farm']:.2f}; "
                  f"cold {medians[key] / medians['cold']:.2f} |")
    frames = frame_count(scene) * rounds
    services = collections.Counter()
    for request, count in requests.items():
        services[request.split(" ")[0]] += count
    print("\n| service | requests per frame |\n|---|---|")
    for service, count in sorted(services.items()):
        print(f"| {service} | {count / frames:.2f} |")
    print("\n" + json.dumps({"requests": dict(sorted(requests.items())), "frames": frames}))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--scene", choices=["example", "heavy"], action="append")
    parser.add_argument("--example-frames", default="1-48")
    parser.add_argument("--heavy-frames", default="1-24")
    parser.add_argument("--pieces", action="store_true",
                        help="also a Blender process per 3 frames and per frame (slow)")
    arguments = parser.parse_args()
    wanted = arguments.scene or ["example", "heavy"]
    with tempfile.TemporaryDirectory(prefix="sheaf-bench-") as folder:
        work = pathlib.Path(folder)
        scenes = []
        if "example" in wanted:
            scenes.append(Scene("example", ROOT / "examples" / "rolling-ball.blend",
                                arguments.example_frames))
        if "heavy" in wanted:
            scenes.append(Scene("heavy", heavy_scene(work), arguments.heavy_frames))
        for scene in scenes:
            medians, requests = measure(scene, arguments.rounds, work, arguments.pieces)
            report(scene, medians, requests, arguments.rounds)


if __name__ == "__main__":
    main()
