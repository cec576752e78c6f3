// Force-included when better-sqlite3 is built for the evaluation runtime (ADR 0006).
//
// The addon keeps Node-API references to strings. Node-API 10 allows that; version 9, the newest
// that Electron 33 has, answers napi_object_expected. So a value that is neither an object
// nor a function is put into a fresh object first ("boxed") and taken out again on read.
// A boxed weak reference lapses at the next collection, as a primitive's does in version 10.
#pragma once

#include <mutex>
#include <unordered_set>

#include <node_api.h>

namespace understory {

// One addon image serves every worker of the process, hence the lock.
inline std::mutex boxed_lock;
inline std::unordered_set<napi_ref> boxed;

inline bool is_boxed(napi_ref ref) {
  std::lock_guard<std::mutex> hold(boxed_lock);
  return boxed.count(ref) != 0;
}

inline napi_status create_reference(napi_env env, napi_value value, uint32_t count, napi_ref* result) {
  napi_valuetype type;
  napi_status status = napi_typeof(env, value, &type);
  if (status != napi_ok) return status;
  if (type == napi_object || type == napi_function || type == napi_external) {
    return napi_create_reference(env, value, count, result);
  }
  napi_value box;
  if ((status = napi_create_object(env, &box)) != napi_ok) return status;
  if ((status = napi_set_named_property(env, box, "v", value)) != napi_ok) return status;
  if ((status = napi_create_reference(env, box, count, result)) != napi_ok) return status;
  std::lock_guard<std::mutex> hold(boxed_lock);
  boxed.insert(*result);
  return napi_ok;
}

inline napi_status get_reference_value(napi_env env, napi_ref ref, napi_value* result) {
  napi_status status = napi_get_reference_value(env, ref, result);
  if (status != napi_ok || *result == nullptr || !is_boxed(ref)) return status;
  return napi_get_named_property(env, *result, "v", result);
}

inline napi_status delete_reference(napi_env env, napi_ref ref) {
  {
    std::lock_guard<std::mutex> hold(boxed_lock);
    boxed.erase(ref);
  }
  return napi_delete_reference(env, ref);
}

}  // namespace understory

#define napi_create_reference understory::create_reference
#define napi_get_reference_value understory::get_reference_value
#define napi_delete_reference understory::delete_reference
