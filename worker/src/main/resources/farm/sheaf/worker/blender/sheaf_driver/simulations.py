"""Simulations; in an unbaked one each frame needs all frames before it."""

from collections import namedtuple

Simulation = namedtuple("Simulation", "what start cache")  # no cache: never baked

PHYSICAL = {"NEWTON", "BOIDS", "FLUID"}


def unbaked(scene):
    return [each for each in of_scene(scene) if not baked(each.cache)]


def warning(found):
    names = sorted({each.what for each in found})
    shown = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    return (f"unbaked simulation ({shown}): each worker steps through all frames before its own; "
            "bake it to render in parallel")


def baked(cache):
    """Whether the frames are kept: in the file, beside it, or in files of somebody's choice."""
    return cache is not None and (cache.is_baked or cache.use_external)


def of_scene(scene):
    """All that a render of this scene would simulate, or read from a cache."""
    yield from rigid_bodies(scene)
    for thing in objects_of(scene):
        for modifier in thing.modifiers:
            if modifier.show_render:
                yield from of_modifier(scene, thing, modifier)


def objects_of(scene):
    """The scene's objects, and those that it shows as instances of collections."""
    seen, waiting = {}, list(scene.objects)
    while waiting:
        thing = waiting.pop()
        if thing.name_full in seen:
            continue
        seen[thing.name_full] = thing
        if thing.instance_type == "COLLECTION" and thing.instance_collection:
            waiting.extend(thing.instance_collection.all_objects)
    return list(seen.values())


def rigid_bodies(scene):
    world = scene.rigidbody_world
    if world is None or not world.enabled or world.collection is None:
        return
    if any(each.rigid_body and each.rigid_body.type == "ACTIVE" and each.rigid_body.enabled
           for each in world.collection.all_objects):
        yield Simulation("rigid bodies", world.point_cache.frame_start, world.point_cache)


def of_modifier(scene, thing, modifier):
    kind = modifier.type
    if kind in {"CLOTH", "SOFT_BODY"}:
        what = "cloth" if kind == "CLOTH" else "soft body"
        yield at(what, thing, modifier.point_cache)
    elif kind == "PARTICLE_SYSTEM":
        yield from of_particles(thing, modifier.particle_system)
    elif kind == "FLUID" and modifier.fluid_type == "DOMAIN":
        domain = modifier.domain_settings
        if domain.cache_type == "REPLAY":  # the other types show nothing until they are baked
            yield Simulation(f'fluid "{thing.name}"', domain.cache_frame_start, None)
    elif kind == "DYNAMIC_PAINT" and modifier.canvas_settings:
        for surface in modifier.canvas_settings.canvas_surfaces:
            if surface.is_active:
                yield Simulation(f'dynamic paint "{thing.name}"', surface.frame_start,
                                 surface.point_cache)
    elif kind == "NODES" and has_simulation_zone(modifier.node_group, set()):
        yield Simulation(f'simulation nodes "{thing.name}"', scene.frame_start, None)


def at(what, thing, cache):
    return Simulation(f'{what} "{thing.name}"', cache.frame_start, cache)


def of_particles(thing, system):
    made, cache = system.settings, system.point_cache
    if made.type == "HAIR":
        if system.use_hair_dynamics:
            yield at("hair", thing, cache)
    elif made.physics_type in PHYSICAL:
        yield Simulation(f'particles "{thing.name}"',
                         min(cache.frame_start, int(made.frame_start)), cache)


def has_simulation_zone(tree, seen):
    """Looks into groups of groups; there are no zones before 3.6."""
    if tree is None or tree.name_full in seen:
        return False
    seen.add(tree.name_full)
    return any(node.bl_idname == "GeometryNodeSimulationOutput"
               or has_simulation_zone(getattr(node, "node_tree", None), seen)
               for node in tree.nodes)
