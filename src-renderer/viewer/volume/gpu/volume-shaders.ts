/**
 * What `reslice.ts` and `raycast.ts` do, for each pixel on the GPU: whoever changes one changes both. `u` stands for a
 * stored value moved by 32,768, so that 0 is `NOTHING`.
 */
const head = (filtered: boolean): string => `#version 300 es
precision highp float;
precision highp int;
precision highp ${filtered ? 'sampler3D' : 'usampler3D'};
precision highp isampler3D;
precision highp usampler3D;
uniform ${filtered ? 'sampler3D' : 'usampler3D'} volume;
uniform ivec3 size;
uniform vec2 view;
// In voxels: the picture's middle, and a pixel's step to the right and down.
uniform vec3 middle;
uniform vec3 du;
uniform vec3 dv;
out vec4 colour;

float voxel(ivec3 at) {
  ${
    filtered
      ? 'return floor(texelFetch(volume, at, 0).r * 65535.0 + 0.5);'
      : 'return float(texelFetch(volume, at, 0).r);'
  }
}

// The eight voxels around weighed with all the precision that there is; filters weigh in steps of 1/256.
float exactly(vec3 at) {
  vec3 p = clamp(at, vec3(0.0), vec3(size - 1));
  ivec3 a = ivec3(p);
  ivec3 b = min(a + 1, size - 1);
  vec3 f = p - vec3(a);
  float c00 = mix(voxel(a), voxel(ivec3(b.x, a.y, a.z)), f.x);
  float c10 = mix(voxel(ivec3(a.x, b.y, a.z)), voxel(ivec3(b.x, b.y, a.z)), f.x);
  float c01 = mix(voxel(ivec3(a.x, a.y, b.z)), voxel(ivec3(b.x, a.y, b.z)), f.x);
  float c11 = mix(voxel(ivec3(a.x, b.y, b.z)), voxel(b), f.x);
  return mix(mix(c00, c10, f.y), mix(c01, c11, f.y), f.z);
}

float quickly(vec3 at) {
  ${filtered ? 'return texture(volume, (at + 0.5) / vec3(size)).r * 65535.0;' : 'return exactly(at);'}
}

vec3 start() {
  vec2 pixel = vec2(gl_FragCoord.x - 0.5, view.y - gl_FragCoord.y - 0.5) - (view - 1.0) / 2.0;
  return middle + du * pixel.x + dv * pixel.y;
}
`;

export const planeShader = (filtered: boolean): string => `${head(filtered)}
uniform vec3 through;
uniform int count;
// Millimetres along the slab: where it begins, and from sample to sample.
uniform vec2 offsets;
uniform int mode;
uniform vec2 window;
uniform bool inverted;

bool isInside(vec3 at) {
  return all(greaterThanEqual(at, vec3(-0.5))) && all(lessThan(at, vec3(size) - 0.5));
}

void main() {
  vec3 at = start();
  float u = 0.0;
  if (count == 1) {
    if (isInside(at)) u = exactly(at);
  } else {
    float found = 0.0;
    float gathered = mode == 1 ? -1e9 : mode == 2 ? 1e9 : 0.0;
    for (int sampled = 0; sampled < count; sampled += 1) {
      vec3 p = at + through * (offsets.x + offsets.y * float(sampled));
      if (!isInside(p)) continue;
      float here = quickly(p);
      found += 1.0;
      gathered = mode == 1 ? max(gathered, here) : mode == 2 ? min(gathered, here) : gathered + here;
    }
    if (found > 0.0) u = mode == 0 ? gathered / found : gathered;
  }
  float value = u - 32768.0;
  value = sign(value) * floor(abs(value) + 0.5);
  float part = clamp((value - window.x) / max(window.y - window.x, 1e-30), 0.0, 1.0);
  float grey = floor((inverted ? 1.0 - part : part) * 255.0 + 0.5) / 255.0;
  colour = vec4(u < 0.5 ? vec3(0.0) : vec3(grey), 1.0);
}`;

export type SpaceKind = 'lit' | 'mip';

export const spaceShader = (filtered: boolean, kind: SpaceKind): string => `${head(filtered)}
uniform vec3 d;
uniform float reach;
${
  kind === 'mip'
    ? `uniform isampler3D highest;
uniform float low;
uniform float greyScale;`
    : `uniform usampler3D visible;
uniform sampler2D transfer;
uniform mat3 toPatient;
uniform vec3 into;`
}

void main() {
  vec3 o = start();
  vec3 top = vec3(size - 1);
  bvec3 slow = lessThan(abs(d), vec3(1e-9));
  vec3 speed = mix(d, vec3(1.0), slow);
  ivec3 ahead = ivec3(greaterThan(d, vec3(0.0)));
  float t = -reach;
  float end = reach;
  for (int axis = 0; axis < 3; axis += 1) {
    float far = float(size[axis]) - 0.5;
    if (slow[axis]) {
      if (o[axis] < -0.5 || o[axis] > far) end = -1e30;
    } else {
      float a = (-0.5 - o[axis]) / d[axis];
      float b = (far - o[axis]) / d[axis];
      t = max(t, min(a, b));
      end = min(end, max(a, b));
    }
  }
  t = ceil(t);
  ${kind === 'mip' ? 'float most = 0.0;' : 'float clear = 1.0;\n  vec3 light = vec3(0.0);'}
  // A ray through the largest volume takes fewer steps; without a bound, a broken one would hang the computer.
  for (int guard = 0; guard < 16384 && t <= end; guard += 1) {
    vec3 p = o + d * t;
    ivec3 brick = ivec3(clamp(p, vec3(0.0), top)) >> 3;
    bool isEmpty = ${
      kind === 'mip'
        ? 'float(texelFetch(highest, brick, 0).r) + 32768.0 <= most;'
        : 'texelFetch(visible, brick, 0).r == 0u;'
    }
    if (isEmpty) {
      vec3 border = mix((vec3((brick + ahead) << 3) - p) / speed, vec3(1e30), slow);
      float leave = min(border.x, min(border.y, border.z));
      t += leave > 1.0 ? ceil(leave) : 1.0;
      continue;
    }
    float u = quickly(p);
    t += 1.0;
    ${
      kind === 'mip'
        ? 'most = max(most, u);'
        : `int entry = int(u) >> 4;
    vec4 seen = texelFetch(transfer, ivec2(entry & 63, entry >> 6), 0);
    if (seen.a < 0.0005) continue;
    vec3 gradient = toPatient * vec3(
      quickly(p + vec3(1.0, 0.0, 0.0)) - quickly(p - vec3(1.0, 0.0, 0.0)),
      quickly(p + vec3(0.0, 1.0, 0.0)) - quickly(p - vec3(0.0, 1.0, 0.0)),
      quickly(p + vec3(0.0, 0.0, 1.0)) - quickly(p - vec3(0.0, 0.0, 1.0)));
    float steep = length(gradient);
    float facing = steep < 1e-6 ? 0.5 : abs(dot(gradient, into)) / steep;
    float shine = facing * facing;
    float gloss = 40.0 * shine * shine * shine * shine;
    light += clear * seen.a * (seen.rgb * (0.18 + 0.72 * facing) + gloss);
    clear *= 1.0 - seen.a;
    if (clear < 0.03) break;`
    }
  }
  ${kind === 'mip' ? 'vec3 light = vec3(most < 0.5 ? 0.0 : (most - 32768.0 - low) * greyScale);' : ''}
  colour = vec4(floor(clamp(light, 0.0, 255.0)) / 255.0, 1.0);
}`;
