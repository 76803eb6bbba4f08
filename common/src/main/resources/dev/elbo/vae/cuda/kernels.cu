// The element-wise parts of a training step. Matrices are row-major, a row an example. Every
// argument is 8 bytes: an address, a whole number, or the bits of a float (real). A step's
// number is *at + k: *at moves on once a recording, k counts the steps within it. Every sum is
// added in an order that depends on the sizes alone, so that two runs give the same bits.

typedef unsigned char u8;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef long long i64;

// What the table of steps holds before its rows: see StepTable.
#define AT 0
#define KEY 1
#define HIGH_COUNTER 2
#define FIRST_STEP 3
#define SHARD 4
#define OF_BYTE 5

// Of the constants of a step.
#define CONSTANTS 4
#define RATE 0
#define SHRINK 1
#define BETA 2

// Activations, as DeviceStack numbers them; what is none of these is the identity.
#define RELU 0
#define TANH 1
#define ELU 2
#define SOFTPLUS 3
#define LEAKY_RELU 4
#define GELU 5

// Likelihoods.
#define BERNOULLI 0
#define GAUSSIAN 1
#define LEARNED_GAUSSIAN 2

#define THREADS 256

// Rows of a block of explain.
#define MOST 8

#define LOG_TWO_PI 1.8378770664093453f
#define FLOOR (-8.0f)

__device__ float real(i64 bits) { return __int_as_float((int)bits); }

__device__ const float* constants(const float* table, const i64* header, i64 k) {
  return table + (header[AT] + k) * CONSTANTS;
}

// --- rows ---------------------------------------------------------------------------------

// x[i] = the row that the order names, a block each.
extern "C" __global__ void gather_bytes(const int* order, const i64* header, i64 k, float* x,
                                        i64 batch, i64 features) {
  const u8* shard = (const u8*)header[SHARD];
  const float* ofByte = (const float*)header[OF_BYTE];
  __shared__ float seen[256];
  for (int i = threadIdx.x; i < 256; i += blockDim.x) {
    seen[i] = ofByte[i];
  }
  __syncthreads();
  const i64 at = (header[AT] + k) * batch + blockIdx.x;
  const u8* row = shard + (i64)order[at] * features;
  float* target = x + blockIdx.x * features;
  if (features % 4 == 0) {
    for (int j = threadIdx.x; j < features / 4; j += blockDim.x) {
      const uchar4 b = ((const uchar4*)row)[j];
      float4 f;
      f.x = seen[b.x];
      f.y = seen[b.y];
      f.z = seen[b.z];
      f.w = seen[b.w];
      ((float4*)target)[j] = f;
    }
  } else {
    for (int j = threadIdx.x; j < features; j += blockDim.x) {
      target[j] = seen[row[j]];
    }
  }
}

extern "C" __global__ void gather_floats(const int* order, const i64* header, i64 k, float* x,
                                         i64 batch, i64 features) {
  const float* shard = (const float*)header[SHARD];
  const i64 at = (header[AT] + k) * batch + blockIdx.x;
  const float* row = shard + (i64)order[at] * features;
  float* target = x + blockIdx.x * features;
  for (int j = threadIdx.x; j < features; j += blockDim.x) {
    target[j] = row[j];
  }
}

// --- hidden layers ------------------------------------------------------------------------

__device__ float geluTanh(float a) {
  const float b = fminf(fmaxf(a, -10.0f), 10.0f);
  return tanhf(0.7978845608f * (b + 0.044715f * b * b * b));
}

__device__ float activated(int kind, float a) {
  switch (kind) {
    case RELU:
      return fmaxf(a, 0.0f);
    case TANH:
      return tanhf(a);
    case ELU:
      return a > 0 ? a : expm1f(a);
    case SOFTPLUS:
      return fmaxf(a, 0.0f) + log1pf(expf(-fabsf(a)));
    case LEAKY_RELU:
      return fmaxf(a, 0.01f * a);
    case GELU:
      return 0.5f * a * (1 + geluTanh(a));
    default:
      return a;
  }
}

// From f(a), but for gelu from a.
__device__ float slope(int kind, float kept) {
  switch (kind) {
    case RELU:
      return kept > 0 ? 1.0f : 0.0f;
    case TANH:
      return 1 - kept * kept;
    case ELU:
      return 1 + fminf(kept, 0.0f);
    case SOFTPLUS:
      return -expm1f(-kept);
    case LEAKY_RELU:
      return kept > 0 ? 1.0f : 0.01f;
    case GELU: {
      const float t = geluTanh(kept);
      const float b = fminf(fmaxf(kept, -10.0f), 10.0f);
      return 0.5f * (1 + t + b * (1 - t * t) * 0.7978845608f * (1 + 3 * 0.044715f * b * b));
    }
    default:
      return 1;
  }
}

// h = f(h + bias), a block a row; kept receives h + bias where it has an address.
extern "C" __global__ void activate(float* h, const float* bias, float* kept, i64 kind, i64 width) {
  float* row = h + blockIdx.x * width;
  if (width % 4 == 0) {
    for (int j = threadIdx.x; j < width / 4; j += blockDim.x) {
      float4 a = ((float4*)row)[j];
      a.x += bias[4 * j];
      a.y += bias[4 * j + 1];
      a.z += bias[4 * j + 2];
      a.w += bias[4 * j + 3];
      if (kept) {
        ((float4*)(kept + blockIdx.x * width))[j] = a;
      }
      a.x = activated(kind, a.x);
      a.y = activated(kind, a.y);
      a.z = activated(kind, a.z);
      a.w = activated(kind, a.w);
      ((float4*)row)[j] = a;
    }
    return;
  }
  for (int j = threadIdx.x; j < width; j += blockDim.x) {
    const float a = row[j] + bias[j];
    if (kept) {
      kept[blockIdx.x * width + j] = a;
    }
    row[j] = activated(kind, a);
  }
}

// d *= f'; a block takes some rows and leaves the sums over them in partial, [blocks, width].
extern "C" __global__ void differentiate(float* d, const float* kept, float* partial, i64 kind,
                                         i64 rows, i64 width, i64 rowsOfBlock) {
  const i64 first = blockIdx.x * rowsOfBlock;
  const i64 end = first + rowsOfBlock < rows ? first + rowsOfBlock : rows;
  if (width % 4 == 0) {
    for (int j = threadIdx.x; j < width / 4; j += blockDim.x) {
      float4 sum = make_float4(0, 0, 0, 0);
      for (i64 i = first; i < end; i++) {
        float4* at = (float4*)(d + i * width) + j;
        const float4 h = ((const float4*)(kept + i * width))[j];
        float4 g = *at;
        g.x *= slope(kind, h.x);
        g.y *= slope(kind, h.y);
        g.z *= slope(kind, h.z);
        g.w *= slope(kind, h.w);
        *at = g;
        sum.x += g.x;
        sum.y += g.y;
        sum.z += g.z;
        sum.w += g.w;
      }
      ((float4*)(partial + blockIdx.x * width))[j] = sum;
    }
    return;
  }
  for (int j = threadIdx.x; j < width; j += blockDim.x) {
    float sum = 0;
    for (i64 i = first; i < end; i++) {
      const float g = d[i * width + j] * slope(kind, kept[i * width + j]);
      d[i * width + j] = g;
      sum += g;
    }
    partial[blockIdx.x * width + j] = sum;
  }
}

// out[c] = the sum over chunk c of the rows; 32 columns a block, 8 threads to each.
extern "C" __global__ void column_sums(const float* in, float* out, i64 rows, i64 width,
                                       i64 rowsOfChunk) {
  __shared__ float sums[THREADS];
  const int lane = threadIdx.x % 32;
  const int part = threadIdx.x / 32;
  const i64 column = blockIdx.x * 32 + lane;
  const i64 first = blockIdx.y * rowsOfChunk;
  const i64 end = first + rowsOfChunk < rows ? first + rowsOfChunk : rows;
  float sum = 0;
  if (column < width) {
    for (i64 i = first + part; i < end; i += 8) {
      sum += in[i * width + column];
    }
  }
  sums[threadIdx.x] = sum;
  __syncthreads();
  if (part == 0 && column < width) {
    for (int p = 1; p < 8; p++) {
      sum += sums[32 * p + lane];
    }
    out[blockIdx.y * width + column] = sum;
  }
}

// --- the latent space ---------------------------------------------------------------------

// Philox 4x32-10, as dev.elbo.distribution.Philox.
__device__ void philox(u64 key, u64 low, u64 high, u64* out) {
  u32 k0 = (u32)key, k1 = (u32)(key >> 32);
  u32 c0 = (u32)low, c1 = (u32)(low >> 32), c2 = (u32)high, c3 = (u32)(high >> 32);
  for (int round = 0; round < 10; round++) {
    const u64 p0 = (u64)0xD2511F53u * c0;
    const u64 p1 = (u64)0xCD9E8D57u * c2;
    c0 = (u32)(p1 >> 32) ^ c1 ^ k0;
    c1 = (u32)p1;
    c2 = (u32)(p0 >> 32) ^ c3 ^ k1;
    c3 = (u32)p0;
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
  out[0] = (u64)c0 | ((u64)c1 << 32);
  out[1] = (u64)c2 | ((u64)c3 << 32);
}

// On (0, 1), as dev.elbo.distribution.Noise.
__device__ double uniform(u64 bits) {
  const double u = ((double)(bits >> 11) + 0.5) * 1.1102230246251565e-16;
  return u < 0.99999999999999988 ? u : 0.99999999999999988;
}

// Adds the bias to the heads and draws z = mean + exp(log-variance / 2) eps: a thread a pair of
// latents of an example. turn = d z / d log-variance.
extern "C" __global__ void draw(float* mean, float* logVariance, const float* meanBias,
                                const float* logVarianceBias, const i64* header, i64 k, float* z,
                                float* turn, float* kl, i64 rows, i64 latents) {
  const i64 pairs = (latents + 1) / 2;
  const i64 t = blockIdx.x * (i64)blockDim.x + threadIdx.x;
  if (t >= rows * pairs) {
    return;
  }
  const i64 example = t / pairs;
  const i64 pair = t % pairs;
  u64 bits[2];
  philox(header[KEY], example, ~(u64)0, bits);
  const u64 step = header[FIRST_STEP] + header[AT] + k;
  philox(bits[0], (u64)pair | (step << 32), header[HIGH_COUNTER], bits);
  const double radius = sqrt(-2 * log(uniform(bits[0])));
  double sine, cosine;
  sincospi(2 * uniform(bits[1]), &sine, &cosine);
  for (int half = 0; half < 2; half++) {
    const i64 j = 2 * pair + half;
    if (j < latents) {
      const i64 at = example * latents + j;
      const float eps = (float)(radius * (half == 0 ? cosine : sine));
      const float m = mean[at] + meanBias[j];
      const float v = logVariance[at] + logVarianceBias[j];
      const float deviation = expf(0.5f * v);
      mean[at] = m;
      logVariance[at] = v;
      turn[at] = 0.5f * deviation * eps;
      z[at] = m + deviation * eps;
      kl[at] = 0.5f * (expm1f(v) - v + m * m);
    }
  }
}

__device__ double blockSum(double* sums, double value) {
  sums[threadIdx.x] = value;
  __syncthreads();
  for (int half = THREADS / 2; half > 0; half /= 2) {
    if (threadIdx.x < half) {
      sums[threadIdx.x] += sums[threadIdx.x + half];
    }
    __syncthreads();
  }
  const double all = sums[0];
  __syncthreads();
  return all;
}

// A block a latent: adds to sums [4, latents] the KL, the mean, its square, and what the objective
// loses; a latent whose KL is below the allowance becomes free.
extern "C" __global__ void sum_latents(const float* kl, const float* mean, const i64* header,
                                       const float* table, i64 k, double* sums, float* weight,
                                       i64 allowance, i64 rows, i64 latents) {
  __shared__ double shared[THREADS];
  const i64 j = blockIdx.x;
  double ofKl = 0, ofMean = 0, ofSquare = 0;
  for (i64 i = threadIdx.x; i < rows; i += THREADS) {
    const float m = mean[i * latents + j];
    ofKl += kl[i * latents + j];
    ofMean += m;
    ofSquare += (double)m * m;
  }
  ofKl = blockSum(shared, ofKl);
  ofMean = blockSum(shared, ofMean);
  ofSquare = blockSum(shared, ofSquare);
  if (threadIdx.x == 0) {
    const float beta = constants(table, header, k)[BETA];
    const double least = (double)real(allowance) * rows;
    const int isFree = least > 0 && ofKl < least;
    sums[j] += ofKl;
    sums[latents + j] += ofMean;
    sums[2 * latents + j] += ofSquare;
    sums[3 * latents + j] += beta * (isFree ? least : ofKl);
    weight[j] = isFree ? 0 : beta / rows;
  }
}

// From d loss / d z to the heads; atMean comes in as d loss / d z.
extern "C" __global__ void pull_back(float* atMean, float* atLogVariance, const float* mean,
                                     const float* logVariance, const float* turn,
                                     const float* weight, i64 rows, i64 latents) {
  const i64 at = blockIdx.x * (i64)blockDim.x + threadIdx.x;
  if (at >= rows * latents) {
    return;
  }
  const float w = weight[at % latents];
  const float g = atMean[at];
  atLogVariance[at] = g * turn[at] + w * 0.5f * expm1f(logVariance[at]);
  atMean[at] = g + w * mean[at];
}

// --- p(x|z) -------------------------------------------------------------------------------

// log p(x|z) of a cell and, in the place of the outputs, the gradient of -log p / rows. 1 + e rounds
// at 6e-8, which a sum in nats does not see.
__device__ float explainCell(int law, float scale, float variance, float x, float* a, float* b) {
  if (law == BERNOULLI) {
    const float e = expf(-fabsf(*a));
    const float sigmoid = __fdividef(*a >= 0 ? 1.0f : e, 1 + e);
    const float density = x * *a - fmaxf(*a, 0.0f) - __logf(1 + e);
    *a = scale * (sigmoid - x);
    return density;
  }
  const float error = x - *a;
  if (law == GAUSSIAN) {
    *a = -scale * error / variance;
    return -0.5f * (LOG_TWO_PI + logf(variance) + error * error / variance);
  }
  const float u = *b - FLOOR;
  const float e = expf(-fabsf(u));
  const float sigmoid = __fdividef(u >= 0 ? 1.0f : e, 1 + e);
  const float precision = 2980.9579870417283f * __fdividef(u >= 0 ? e : 1.0f, 1 + e);
  const float distance = error * error * precision;
  *a = -scale * error * precision;
  *b = -0.5f * scale * (distance - 1) * sigmoid;
  return -0.5f * (LOG_TWO_PI + FLOOR + fmaxf(u, 0.0f) + __logf(1 + e) + distance);
}

// N neighbours, in one access where they are four.
template <int N>
__device__ void load(const float* from, float* to) {
  if (N == 4) {
    *(float4*)to = *(const float4*)from;
  } else {
    *to = *from;
  }
}

template <int N>
__device__ void store(const float* from, float* to) {
  if (N == 4) {
    *(float4*)to = *(const float4*)from;
  } else {
    *to = *from;
  }
}

// The rows of a block; density [MOST, THREADS] receives what each thread saw of each.
template <int N>
__device__ void explainRows(float* a, float* b, const float* aBias, const float* bBias,
                            const float* x, float* aPartial, float* bPartial, int law,
                            float variance, i64 rows, i64 first, int count, i64 width,
                            float* density) {
  const float scale = 1.0f / rows;
  for (i64 j = (i64)threadIdx.x * N; j < width; j += THREADS * N) {
    __align__(16) float aBiases[N], bBiases[N], aSum[N] = {0}, bSum[N] = {0};
    for (int c = 0; c < N; c++) {
      aBiases[c] = aBias[j + c];
      bBiases[c] = b ? bBias[j + c] : 0;
    }
#pragma unroll 2
    for (int r = 0; r < count; r++) {
      const i64 at = (first + r) * width + j;
      __align__(16) float p[N], q[N] = {0}, cells[N];
      load<N>(a + at, p);
      load<N>(x + at, cells);
      if (b) {
        load<N>(b + at, q);
      }
      float sum = 0;
      for (int c = 0; c < N; c++) {
        p[c] += aBiases[c];
        q[c] += bBiases[c];
        sum += explainCell(law, scale, variance, cells[c], p + c, q + c);
        aSum[c] += p[c];
        bSum[c] += q[c];
      }
      density[r * THREADS + threadIdx.x] += sum;
      store<N>(p, a + at);
      if (b) {
        store<N>(q, b + at);
      }
    }
    store<N>(aSum, aPartial + blockIdx.x * width + j);
    if (b) {
      store<N>(bSum, bPartial + blockIdx.x * width + j);
    }
  }
}

// A block takes some rows, at most MOST: log p(x|z) of each, its gradient in the place of the heads
// a and b, and the sums of the gradient over the rows of the block, [blocks, width].
extern "C" __global__ void explain(float* a, float* b, const float* aBias, const float* bBias,
                                   const float* x, float* logDensity, float* aPartial,
                                   float* bPartial, i64 law, i64 variance, i64 rows, i64 width,
                                   i64 rowsOfBlock) {
  __shared__ float density[MOST * THREADS];
  const i64 first = blockIdx.x * rowsOfBlock;
  const int count = (int)(first + rowsOfBlock < rows ? rowsOfBlock : rows - first);
  for (int r = 0; r < count; r++) {
    density[r * THREADS + threadIdx.x] = 0;
  }
  if (width % 4 == 0) {
    explainRows<4>(a, b, aBias, bBias, x, aPartial, bPartial, law, real(variance), rows, first,
                   count, width, density);
  } else {
    explainRows<1>(a, b, aBias, bBias, x, aPartial, bPartial, law, real(variance), rows, first,
                   count, width, density);
  }
  // 256 numbers of each row become 32, then 4, then one.
  for (int parts = THREADS / 8; parts >= 4; parts /= 8) {
    __syncthreads();
    float sum = 0;
    const int row = threadIdx.x / parts;
    const int part = threadIdx.x % parts;
    if (row < count) {
      for (int i = 0; i < 8; i++) {
        sum += density[row * THREADS + part + parts * i];
      }
    }
    __syncthreads();
    if (row < count) {
      density[row * THREADS + part] = sum;
    }
  }
  __syncthreads();
  if (threadIdx.x < count) {
    const float* four = density + threadIdx.x * THREADS;
    logDensity[first + threadIdx.x] = (four[0] + four[1]) + (four[2] + four[3]);
  }
}

// One block: adds log p(x|z) of all rows to the sum.
extern "C" __global__ void sum_densities(const float* logDensity, double* sum, i64 rows) {
  __shared__ double shared[THREADS];
  double all = 0;
  for (i64 i = threadIdx.x; i < rows; i += THREADS) {
    all += logDensity[i];
  }
  all = blockSum(shared, all);
  if (threadIdx.x == 0) {
    *sum += all;
  }
}

// --- the update ---------------------------------------------------------------------------

// The sum of squares of a part of the gradient, a block each.
extern "C" __global__ void squares(const float* g, double* partial, i64 n) {
  __shared__ double shared[THREADS];
  double all = 0;
  for (i64 i = blockIdx.x * (i64)THREADS + threadIdx.x; i < n; i += gridDim.x * (i64)THREADS) {
    all += (double)g[i] * g[i];
  }
  all = blockSum(shared, all);
  if (threadIdx.x == 0) {
    partial[blockIdx.x] = all;
  }
}

// One block: the factor that brings the gradient down to its greatest norm.
extern "C" __global__ void clip(const double* partial, float* factor, i64 greatest, i64 parts) {
  __shared__ double shared[THREADS];
  const double norm = sqrt(blockSum(shared, threadIdx.x < parts ? partial[threadIdx.x] : 0));
  if (threadIdx.x == 0) {
    *factor = norm > real(greatest) ? (float)(real(greatest) / norm) : 1.0f;
  }
}

extern "C" __global__ void sgd(float* x, const float* g, const i64* header, const float* table,
                               i64 k, const float* factor, i64 n) {
  const float rate = constants(table, header, k)[RATE] * *factor;
  for (i64 i = blockIdx.x * (i64)blockDim.x + threadIdx.x; i < n; i += gridDim.x * (i64)blockDim.x) {
    x[i] -= rate * g[i];
  }
}

__device__ void adamCell(float* x, float g, float* m, float* v, float rate, float shrink,
                         float keepM, float addM, float keepV, float addV, float epsilon) {
  *m = keepM * *m + addM * g;
  *v = keepV * *v + addV * (g * g);
  *x = shrink * *x - rate * *m / (sqrtf(*v) + epsilon);
}

// adam and adamw: kept and added shares of both moments, and epsilon, are of the optimizer.
extern "C" __global__ void adam(float* x, const float* g, float* m, float* v, const i64* header,
                                const float* table, i64 k, const float* factor, i64 keepM,
                                i64 addM, i64 keepV, i64 addV, i64 epsilon, i64 n) {
  const float* now = constants(table, header, k);
  const float rate = now[RATE], shrink = now[SHRINK], scale = *factor;
  const i64 stride = gridDim.x * (i64)blockDim.x;
  const i64 first = blockIdx.x * (i64)blockDim.x + threadIdx.x;
  for (i64 i = first; i < n / 4; i += stride) {
    float4 xs = ((float4*)x)[i], ms = ((float4*)m)[i], vs = ((float4*)v)[i];
    const float4 gs = ((const float4*)g)[i];
    adamCell(&xs.x, scale * gs.x, &ms.x, &vs.x, rate, shrink, real(keepM), real(addM), real(keepV),
             real(addV), real(epsilon));
    adamCell(&xs.y, scale * gs.y, &ms.y, &vs.y, rate, shrink, real(keepM), real(addM), real(keepV),
             real(addV), real(epsilon));
    adamCell(&xs.z, scale * gs.z, &ms.z, &vs.z, rate, shrink, real(keepM), real(addM), real(keepV),
             real(addV), real(epsilon));
    adamCell(&xs.w, scale * gs.w, &ms.w, &vs.w, rate, shrink, real(keepM), real(addM), real(keepV),
             real(addV), real(epsilon));
    ((float4*)x)[i] = xs;
    ((float4*)m)[i] = ms;
    ((float4*)v)[i] = vs;
  }
  for (i64 i = n / 4 * 4 + first; i < n; i += stride) {
    adamCell(x + i, scale * g[i], m + i, v + i, rate, shrink, real(keepM), real(addM), real(keepV),
             real(addV), real(epsilon));
  }
}

// The recording did its steps.
extern "C" __global__ void advance(i64* header, i64 steps) { header[AT] += steps; }
