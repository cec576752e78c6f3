/*
 * Makes one system call of a process fail, for tests: LD_PRELOAD puts these in front of libc's.
 *
 *   FAIL_CALL   write, pwrite, fsync, fdatasync, rename, ftruncate, unlink, open, or any
 *               (pwrite64 counts as pwrite, open64 and openat as open, unlinkat and remove as unlink)
 *   FAIL_PATH   part of the path that the call is about
 *   FAIL_NTH    which of those calls, from 1
 *   FAIL_ERROR  EIO, ENOSPC, EROFS, short (half of it is written), kill (the process dies before the
 *               call), count (nothing fails: each call is told), or record (nothing fails: what each
 *               call did to the disk is written to FAIL_RECORD)
 *   FAIL_STAYS  1: every later one fails as well, as on a medium that was taken out
 *   FAIL_ARMED  calls count only while it is 1: the process sets it itself, once it is ready
 *   FAIL_RECORD a file of records: `CALL NUMBER LENGTH PATH\n`, then LENGTH bytes. FAIL_PATH is a whole
 *               folder then, and PATH begins below it. What is said on standard output is a record too
 *
 * Built by tests/faults/failing-calls.ts. Says on standard error when it has struck.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
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

/* All of it: the pipe to a busy parent can be full, and it may be set not to block. */
static void write_all(int fd, const char *bytes, size_t length) {
  while (length > 0) {
    ssize_t done = real_write(fd, bytes, length);
    if (done > 0) {
      bytes += done;
      length -= (size_t)done;
    } else if (done < 0 && errno == EAGAIN) {
      struct pollfd writable = {.fd = fd, .events = POLLOUT};
      poll(&writable, 1, -1);
    } else if (done == 0 || errno != EINTR) {
      return;
    }
  }
}

static void tell(const char *what, long number, const char *call, const char *path) {
  char line[512];
  const char *name = strrchr(path, '/');
  int length = snprintf(line, sizeof line, "%s %ld %s %s\n", what, number, call,
                        name == NULL ? path : name + 1);
  if (length > 0) write_all(2, line, (size_t)length);
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

/* Writes down what a call did; `number` is an offset or a length, `bytes` what was written there. */
static void record(const char *call, const char *path, long long number, const void *bytes, size_t length) {
  static atomic_flag busy = ATOMIC_FLAG_INIT;
  static int file = -1;
  const char *folder = getenv("FAIL_PATH"), *name = getenv("FAIL_RECORD");
  if (!is("FAIL_ERROR", "record") || !is("FAIL_ARMED", "1") || folder == NULL || name == NULL) return;
  if (path == NULL || strncmp(path, folder, strlen(folder)) != 0) return;
  int before = errno;
  while (atomic_flag_test_and_set(&busy)) {}
  if (file < 0) {
    int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
    file = real(name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  }
  const char *below = path + strlen(folder);
  char line[8192];
  int size = snprintf(line, sizeof line, "%s %lld %zu %s\n", call, number, length, *below == '/' ? below + 1 : ".");
  int whole = size > 0 && real_write(file, line, (size_t)size) == size &&
              (length == 0 || real_write(file, bytes, length) == (ssize_t)length);
  atomic_flag_clear(&busy);
  /* Half a record would be taken for what the disk was given. */
  if (!whole) abort();
  errno = before;
}

static void record_fd(const char *call, int fd, long long number, const void *bytes, size_t length) {
  char link[64], path[4096];
  if (!is("FAIL_ERROR", "record")) return;
  int before = errno;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t found = readlink(link, path, sizeof path - 1);
  errno = before;
  if (found < 0) return;
  path[found] = 0;
  record(call, path, number, bytes, length);
}

#define REAL(type, name, ...) \
  static type (*real)(__VA_ARGS__); \
  if (real == NULL) real = dlsym(RTLD_NEXT, name)

ssize_t write(int fd, const void *bytes, size_t count) {
  enum verdict verdict = judge_fd("write", fd, count > 1);
  if (verdict == FAIL) return -1;
  if (fd == 1) record("said", getenv("FAIL_PATH"), 0, NULL, 0);
  long long at = is("FAIL_ERROR", "record") ? lseek(fd, 0, SEEK_CUR) : 0;
  ssize_t done = real_write(fd, bytes, verdict == HALF ? count / 2 : count);
  if (done > 0 && fd != 1) record_fd("write", fd, at, bytes, (size_t)done);
  return done;
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset) {
  REAL(ssize_t, "pwrite", int, const void *, size_t, off_t);
  enum verdict verdict = judge_fd("pwrite", fd, count > 1);
  if (verdict == FAIL) return -1;
  ssize_t done = real(fd, bytes, verdict == HALF ? count / 2 : count, offset);
  if (done > 0) record_fd("write", fd, offset, bytes, (size_t)done);
  return done;
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t offset) {
  REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
  enum verdict verdict = judge_fd("pwrite", fd, count > 1);
  if (verdict == FAIL) return -1;
  ssize_t done = real(fd, bytes, verdict == HALF ? count / 2 : count, offset);
  if (done > 0) record_fd("write", fd, offset, bytes, (size_t)done);
  return done;
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
  REAL(ssize_t, "writev", int, const struct iovec *, int);
  if (judge_fd("write", fd, 0) == FAIL) return -1;
  record_fd("unknown", fd, 0, NULL, 0);
  return real(fd, parts, count);
}

ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset) {
  REAL(ssize_t, "pwritev", int, const struct iovec *, int, off_t);
  if (judge_fd("pwrite", fd, 0) == FAIL) return -1;
  record_fd("unknown", fd, 0, NULL, 0);
  return real(fd, parts, count, offset);
}

int fsync(int fd) {
  REAL(int, "fsync", int);
  if (judge_fd("fsync", fd, 0) == FAIL) return -1;
  int done = real(fd);
  if (done == 0) record_fd("sync", fd, 0, NULL, 0);
  return done;
}

int fdatasync(int fd) {
  REAL(int, "fdatasync", int);
  if (judge_fd("fdatasync", fd, 0) == FAIL) return -1;
  int done = real(fd);
  if (done == 0) record_fd("sync", fd, 0, NULL, 0);
  return done;
}

int ftruncate(int fd, off_t length) {
  REAL(int, "ftruncate", int, off_t);
  if (judge_fd("ftruncate", fd, 0) == FAIL) return -1;
  int done = real(fd, length);
  if (done == 0) record_fd("truncate", fd, length, NULL, 0);
  return done;
}

int ftruncate64(int fd, off64_t length) {
  REAL(int, "ftruncate64", int, off64_t);
  if (judge_fd("ftruncate", fd, 0) == FAIL) return -1;
  int done = real(fd, length);
  if (done == 0) record_fd("truncate", fd, length, NULL, 0);
  return done;
}

int rename(const char *from, const char *to) {
  REAL(int, "rename", const char *, const char *);
  if (judge("rename", to, 0) == FAIL) return -1;
  int done = real(from, to);
  if (done == 0) record("rename", to, 0, from, strlen(from));
  return done;
}

int unlink(const char *path) {
  REAL(int, "unlink", const char *);
  if (judge("unlink", path, 0) == FAIL) return -1;
  int done = real(path);
  if (done == 0) record("unlink", path, 0, NULL, 0);
  return done;
}

int remove(const char *path) {
  REAL(int, "remove", const char *);
  if (judge("unlink", path, 0) == FAIL) return -1;
  int done = real(path);
  if (done == 0) record("unlink", path, 0, NULL, 0);
  return done;
}

/* Folders are removed this way, file by file: the names are those in the folder that is open. */
int unlinkat(int folder, const char *name, int flags) {
  REAL(int, "unlinkat", int, const char *, int);
  char link[64], path[8192];
  const char *whole = name;
  if (is("FAIL_ARMED", "1") && name[0] != '/' && folder != AT_FDCWD) {
    snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
    ssize_t length = readlink(link, path, 4096);
    if (length >= 0) {
      snprintf(path + length, sizeof path - (size_t)length, "/%s", name);
      whole = path;
    }
  }
  if (judge("unlink", whole, 0) == FAIL) return -1;
  int done = real(folder, name, flags);
  if (done == 0) record("unlink", whole, 0, NULL, 0);
  return done;
}

#define MODE_OF(flags) \
  mode_t mode = 0; \
  if (((flags) & O_CREAT) != 0 || ((flags) & O_TMPFILE) == O_TMPFILE) { \
    va_list rest; \
    va_start(rest, flags); \
    mode = va_arg(rest, mode_t); \
    va_end(rest); \
  }

/* A new name, or a file that is emptied. */
#define OPENED(call) \
  if (judge("open", path, 0) == FAIL) return -1; \
  int isNew = (flags & O_CREAT) != 0 && access(path, F_OK) != 0; \
  int fd = call; \
  if (fd >= 0 && isNew) record("create", path, 0, NULL, 0); \
  else if (fd >= 0 && (flags & O_TRUNC) != 0) record("truncate", path, 0, NULL, 0); \
  return fd;

int open(const char *path, int flags, ...) {
  REAL(int, "open", const char *, int, ...);
  MODE_OF(flags)
  OPENED(real(path, flags, mode))
}

int open64(const char *path, int flags, ...) {
  REAL(int, "open64", const char *, int, ...);
  MODE_OF(flags)
  OPENED(real(path, flags, mode))
}

int openat(int folder, const char *path, int flags, ...) {
  REAL(int, "openat", int, const char *, int, ...);
  MODE_OF(flags)
  OPENED(real(folder, path, flags, mode))
}
