#!/bin/sh
# Which GPUs a worker or an executor may use, as Spark wants to know it: {"name":"gpu","addresses":["0","1"]}.
# For spark.worker.resource.gpu.discoveryScript and spark.executor.resource.gpu.discoveryScript.
#
# Addresses are the numbers that CUDA gives to the devices: 0, 1, .. of those that CUDA_VISIBLE_DEVICES
# leaves, in the order of nvidia-smi (set CUDA_DEVICE_ORDER=PCI_BUS_ID where cards differ).

count=0
if [ -n "${CUDA_VISIBLE_DEVICES+set}" ]; then
  # CUDA sees those before the first that is none.
  for device in $(printf '%s' "$CUDA_VISIBLE_DEVICES" | tr ',' ' '); do
    case $device in
      -* | NoDevFiles | none | void) break ;;
    esac
    nvidia-smi -i "$device" --query-gpu=index --format=csv,noheader >/dev/null 2>&1 || break
    count=$((count + 1))
  done
else
  listed=$(nvidia-smi --query-gpu=index --format=csv,noheader 2>&1) || {
    echo "No GPU: nvidia-smi says [$listed]." >&2
    listed=
  }
  for device in $listed; do
    count=$((count + 1))
  done
fi

addresses=
i=0
while [ $i -lt $count ]; do
  addresses="$addresses${addresses:+,}\"$i\""
  i=$((i + 1))
done
echo "{\"name\":\"gpu\",\"addresses\":[$addresses]}"
