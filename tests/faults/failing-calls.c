/*
 * Makes one system call of a process fail, for tests: LD_PRELOAD puts these in front of libc's.
 *
 *   FAIL_CALL   write, pwrite, fsync, fdatasync, rename, ftruncate, unlink, open, or any
 *               (pwrite64 counts as pwrite, open64 and openat as open)
 *   FAIL_PATH   part of the path that the call is about
 *   FAIL_NTH    which of those calls, from 1
 *   FAIL_ERROR  EIO, ENOSPC, EROFS, short (half of it is written), kill (the process dies before the
 *               call), or count (nothing fails: how many calls there were is told when it ends)
 *   FAIL_STAYS  1: every later one fails as well, as on a medium that was taken out
 *   FAIL_ARMED  calls count only while it is 1: the process sets it itself, once it is ready
 *
 * Built by tests/faults/preload.ts. Says on standard error when it has struck.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum verdict { PASS, FAIL, HALF };

static atomic_long seen;
static atomic_int struck;

static int is(const char *name, const char *value) {
  const char *found = getenv(name);
  return found != NULL && strcmp(found, value) == 0;
}

static ssize_t real_write(int fd, const void *bytes, size_t count) {
  static ssize_t (*real)(int, const void *, size_t);
  if (real == NULL) real = dlsym(RTLD_NEXT, "write");
  return real(fd, bytes, count);
}

static void tell(const char *what, long number, const char *call, const char *path) {
  char line[512];
  const char *name = strrchr(path, '/');
  int length = snprintf(line, sizeof line, "%s %ld %s %s\n", what, number, call,
                        name == NULL ? path : name + 1);
  if (length > 0) real_write(2, line, (size_t)length);
}

/* What becomes of a call; errno is set when it fails. */
static enum verdict judge(const char *call, const char *path, int can_halve) {
  if (!is("FAIL_ARMED", "1")) return PASS;
  const char *part = getenv("FAIL_PATH");
  if (part == NULL || path == NULL || strstr(path, part) == NULL) return PASS;
  if (!is("FAIL_CALL", call) && !is("FAIL_CALL", "any")) return PASS;
  long number = atomic_fetch_add(&seen, 1) + 1;
  const char *error = getenv("FAIL_ERROR");
  if (error == NULL) return PASS;
  if (strcmp(error, "count") == 0) {
    tell("call", number, call, path);
    return PASS;
  }
  const char *nth = getenv("FAIL_NTH");
  long wanted = nth == NULL ? 1 : atol(nth);
  if (number < wanted || (number > wanted && !is("FAIL_STAYS", "1"))) return PASS;
  if (strcmp(error, "short") == 0 && !can_halve) return PASS;
  if (!atomic_exchange(&struck, 1)) tell("struck", number, call, path);
  if (strcmp(error, "kill") == 0) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
  }
  if (strcmp(error, "short") == 0) return HALF;
  errno = strcmp(error, "ENOSPC") == 0 ? ENOSPC : strcmp(error, "EROFS") == 0 ? EROFS : EIO;
  return FAIL;
}

static enum verdict judge_fd(const char *call, int fd, int can_halve) {
  char link[64], path[4096];
  if (!is("FAIL_ARMED", "1")) return PASS;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return PASS;
  path[length] = 0;
  return judge(call, path, can_halve);
}

#define REAL(type, name, ...) \
  static type (*real)(__VA_ARGS__); \
  if (real == NULL) real = dlsym(RTLD_NEXT, name)

ssize_t write(int fd, const void *bytes, size_t count) {
  enum verdict verdict = judge_fd("write", fd, count > 1);
  if (verdict == FAIL) return -1;
  return real_write(fd, bytes, verdict == HALF ? count / 2 : count);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset) {
  REAL(ssize_t, "pwrite", int, const void *, size_t, off_t);
  enum verdict verdict = judge_fd("pwrite", fd, count > 1);
  if (verdict == FAIL) return -1;
  return real(fd, bytes, verdict == HALF ? count / 2 : count, offset);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t offset) {
  REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
  enum verdict verdict = judge_fd("pwrite", fd, count > 1);
  if (verdict == FAIL) return -1;
  return real(fd, bytes, verdict == HALF ? count / 2 : count, offset);
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
  REAL(ssize_t, "writev", int, const struct iovec *, int);
  return judge_fd("write", fd, 0) == FAIL ? -1 : real(fd, parts, count);
}

ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset) {
  REAL(ssize_t, "pwritev", int, const struct iovec *, int, off_t);
  return judge_fd("pwrite", fd, 0) == FAIL ? -1 : real(fd, parts, count, offset);
}

int fsync(int fd) {
  REAL(int, "fsync", int);
  return judge_fd("fsync", fd, 0) == FAIL ? -1 : real(fd);
}

int fdatasync(int fd) {
  REAL(int, "fdatasync", int);
  return judge_fd("fdatasync", fd, 0) == FAIL ? -1 : real(fd);
}

int ftruncate(int fd, off_t length) {
  REAL(int, "ftruncate", int, off_t);
  return judge_fd("ftruncate", fd, 0) == FAIL ? -1 : real(fd, length);
}

int ftruncate64(int fd, off64_t length) {
  REAL(int, "ftruncate64", int, off64_t);
  return judge_fd("ftruncate", fd, 0) == FAIL ? -1 : real(fd, length);
}

int rename(const char *from, const char *to) {
  REAL(int, "rename", const char *, const char *);
  return judge("rename", to, 0) == FAIL ? -1 : real(from, to);
}

int unlink(const char *path) {
  REAL(int, "unlink", const char *);
  return judge("unlink", path, 0) == FAIL ? -1 : real(path);
}

#define MODE_OF(flags) \
  mode_t mode = 0; \
  if (((flags) & O_CREAT) != 0 || ((flags) & O_TMPFILE) == O_TMPFILE) { \
    va_list rest; \
    va_start(rest, flags); \
    mode = va_arg(rest, mode_t); \
    va_end(rest); \
  }

int open(const char *path, int flags, ...) {
  REAL(int, "open", const char *, int, ...);
  MODE_OF(flags)
  return judge("open", path, 0) == FAIL ? -1 : real(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  REAL(int, "open64", const char *, int, ...);
  MODE_OF(flags)
  return judge("open", path, 0) == FAIL ? -1 : real(path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...) {
  REAL(int, "openat", int, const char *, int, ...);
  MODE_OF(flags)
  return judge("open", path, 0) == FAIL ? -1 : real(folder, path, flags, mode);
}
