"""Materials that are clean with few samples.

Nothing but the sun is left to the renderer. The light of the sky is known beforehand: baked for
what stands still, a matter of slope for what moves. Surfaces show it as a glow of their own.
"""

import bpy

from .palette import GROUND_LIGHT, SKY_LIGHT

BAKED, TINT = "Sky light", "Tint"  # colour attributes of vertices and of faces


def shader(name, build):
    """A material whose surface is what `build(nodes, link)` returns, never a lamp for others."""
    made = bpy.data.materials.new(name)
    made.use_nodes = True
    nodes, link = made.node_tree.nodes, made.node_tree.links.new
    nodes.clear()
    link(build(nodes, link), nodes.new("ShaderNodeOutputMaterial").inputs["Surface"])
    if hasattr(made.cycles, "sample_as_light"):
        made.cycles.sample_as_light = False
    else:
        made.cycles.emission_sampling = "NONE"
    return made


def calculate(nodes, link, operation, *values):
    """A maths node over sockets and numbers."""
    node = nodes.new("ShaderNodeMath")
    node.operation = operation
    return feed(node, link, range(len(values)), values, "Value")


def mix(nodes, link, blend, factor, first, second):
    """A colour node over sockets and colours."""
    node = nodes.new("ShaderNodeMixRGB")
    node.blend_type = blend
    return feed(node, link, ("Fac", "Color1", "Color2"), (factor, first, second), "Color")


def feed(node, link, names, values, output):
    for name, value in zip(names, values):
        if isinstance(value, bpy.types.NodeSocket):
            link(value, node.inputs[name])
        else:
            node.inputs[name].default_value = (*value, 1) if isinstance(value, tuple) else value
    return node.outputs[output]


def glow(nodes, link, colour, strength=1.0):
    node = nodes.new("ShaderNodeEmission")
    return feed(node, link, ("Color", "Strength"), (colour, strength), "Emission")


def lit(nodes, link, surface, light):
    """Adds light that is already known to a surface that the sun still has to light."""
    node = nodes.new("ShaderNodeAddShader")
    return feed(node, link, (0, 1), (surface, glow(nodes, link, light)), "Shader")


def still(ball, radius_m):
    """Matt, for what does not move: the baked sky, less what the ball hides of it.

    A ball of radius r on a plain hides (r/d)^3 of the sky from a point at distance d from its
    middle: the share of the view that it covers, times the cosine that it stands at.
    """
    def build(nodes, link):
        near = nodes.new("ShaderNodeTexCoord")
        near.object = ball
        length = nodes.new("ShaderNodeVectorMath")
        length.operation = "LENGTH"
        link(near.outputs["Object"], length.inputs[0])
        share = calculate(nodes, link, "DIVIDE", radius_m, length.outputs["Value"])
        open_sky = calculate(nodes, link, "SUBTRACT", 1.0,
                             calculate(nodes, link, "POWER", share, 3.0))
        tint = attribute(nodes, TINT)
        light = mix(nodes, link, "MULTIPLY", 1.0, attribute(nodes, BAKED), open_sky)
        surface = nodes.new("ShaderNodeBsdfDiffuse")
        return lit(nodes, link, feed(surface, link, ("Color",), (tint,), "BSDF"),
                   mix(nodes, link, "MULTIPLY", 1.0, light, tint))
    return shader("Still", build)


def moving(name, gloss=0.0):
    """For what moves: sky from above, ground light from below, by the surface's own slope.

    The shine of a glossy one is the sun's alone; its mirrored sky is painted on, for a ray that
    chooses between two ways makes noise.
    """
    def build(nodes, link):
        slope = nodes.new("ShaderNodeSeparateXYZ")
        link(nodes.new("ShaderNodeNewGeometry").outputs["Normal"], slope.inputs["Vector"])
        upward = calculate(nodes, link, "MULTIPLY_ADD", slope.outputs["Z"], 0.5, 0.5)
        around = mix(nodes, link, "MIX", upward, scaled(GROUND_LIGHT, 0.4), SKY_LIGHT)
        tint = attribute(nodes, TINT)
        light = mix(nodes, link, "MULTIPLY", 1.0, around, tint)
        if gloss:
            rim = nodes.new("ShaderNodeFresnel")
            rim.inputs["IOR"].default_value = 1.4
            light = mix(nodes, link, "ADD", rim.outputs["Fac"], light, around)
        surface = nodes.new("ShaderNodeBsdfPrincipled")
        surface = feed(surface, link, ("Base Color", "Roughness", "Specular"),
                       (tint, 0.25, gloss), "BSDF")
        return lit(nodes, link, surface, light)
    return shader(name, build)


def attribute(nodes, name):
    node = nodes.new("ShaderNodeAttribute")
    node.attribute_name = name
    return node.outputs["Color"]


def scaled(colour, factor):
    return tuple(channel * factor for channel in colour)
