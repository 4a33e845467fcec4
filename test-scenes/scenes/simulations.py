"""Simulations. Unless a name says that it is baked, each frame needs all frames before it:
they are saved before any frame was stepped through, so the file holds no cache.
"""

import bpy

from . import stage

FALL_SPEED = 1.8  # times real time, so that much happens in one second of film


def rigid_body(out):
    """A ball drops onto a stack of boxes."""
    drop_ball()
    stage.save(out)


def rigid_body_baked(out):
    """The same, with the cache of all frames in the file."""
    drop_ball()
    bpy.ops.ptcache.bake_all(bake=True)
    stage.save(out)


def drop_ball():
    scene = stage.new_scene()
    stage.configure(scene)
    stage.furnish(scene)
    bpy.ops.rigidbody.world_add()
    scene.rigidbody_world.time_scale = FALL_SPEED
    scene.rigidbody_world.point_cache.frame_end = scene.frame_end
    make_rigid(scene.objects["Floor"], "PASSIVE", mass_kg=1)
    for index, (x, z) in enumerate(((-0.45, 0.4), (0.45, 0.4), (0.1, 1.2))):
        crate = stage.box(scene, f"Crate {index}", 0.8, stage.ORANGE, (x, 0, z))
        make_rigid(crate, "ACTIVE", mass_kg=0.5)
    falling = stage.ball(scene, "Ball", 0.5, stage.BLUE, (0.62, 0, 2.1))
    make_rigid(falling, "ACTIVE", mass_kg=8)


def make_rigid(thing, kind, mass_kg):
    """Puts an object into the rigid body world, for which there is an operator only."""
    with bpy.context.temp_override(object=thing, active_object=thing, selected_objects=[thing]):
        bpy.ops.rigidbody.object_add(type=kind)
    thing.rigid_body.mass = mass_kg
    thing.rigid_body.collision_shape = "SPHERE" if thing.name == "Ball" else "BOX"
    thing.rigid_body.restitution = 0.1


def cloth(out):
    """A sheet falls onto a ball and folds over it."""
    scene = stage.new_scene()
    stage.configure(scene, frames=(1, 20))
    stage.furnish(scene)
    obstacle = stage.ball(scene, "Obstacle", 0.8, stage.BLUE, (0, 0, 0.8))
    obstacle.modifiers.new("Collision", "COLLISION")
    sheet = stage.grid(scene, "Sheet", side_m=3, cells=12, tint=stage.ORANGE, location=(0, 0, 2))
    simulated = sheet.modifiers.new("Cloth", "CLOTH")
    simulated.point_cache.frame_end = scene.frame_end
    simulated.settings.quality = 4
    stage.save(out)


def particles(out):
    """A box throws up small boxes."""
    scene = stage.new_scene()
    stage.configure(scene)
    stage.furnish(scene)
    crumb = stage.box(scene, "Crumb", 1.0, stage.GREEN, (0, 0, -5))
    emitter = stage.box(scene, "Emitter", 0.8, stage.ORANGE, (0, 0, 0.4))
    emitter.modifiers.new("Crumbs", "PARTICLE_SYSTEM")
    made = emitter.particle_systems[0].settings
    made.count = 60
    made.frame_start, made.frame_end = 1, scene.frame_end
    made.lifetime = scene.frame_end
    made.normal_factor = 4.0
    made.render_type = "OBJECT"
    made.instance_object = crumb
    made.particle_size = 0.25
    emitter.particle_systems[0].seed = 1
    stage.save(out)
