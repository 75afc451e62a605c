/*
 * Loaded in front of the C library (LD_PRELOAD), it writes down what a program asks the disk to do: every write, change of a name and
 * sync under RECORD_ROOT is appended, in the order in which it happened, to the file RECORD_LOG. What goes to stdout is a mark ("told"),
 * and so are answers on sockets with RECORD_SOCKETS=1. The real calls are done as well, straight in the kernel.
 *
 * A file is known by its inode, so that a name that changes while it is open does no harm. A lock around the call and its record keeps
 * the order true for threads; only a sync has two records, because what is written while it runs is not covered by it.
 * Memory maps are not seen: SQLite maps only its -shm, which is worthless after a power loss.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

/* The numbers are read by read-recording.ts. */
enum { CREATE = 1, MKDIR, LINK, UNLINK, RENAME, RMDIR, WRITE, TRUNCATE, SYNC_BEGIN, SYNC_END, MARK };

struct header {
  uint32_t kind, process;
  uint64_t inode, offset;
  uint32_t path_bytes, other_bytes, data_bytes, unused;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const char *root, *name;
static size_t root_bytes;
static int log_file = -1, records_sockets;
static uint64_t syncs;

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("RECORD_LOG");
  root = getenv("RECORD_ROOT");
  name = getenv("RECORD_NAME") ? getenv("RECORD_NAME") : "";
  records_sockets = getenv("RECORD_SOCKETS") != NULL;
  if (path == NULL || root == NULL) return;
  root_bytes = strlen(root);
  log_file = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (log_file < 0) abort();
}

static void record(int kind, uint64_t inode, uint64_t offset, const char *path, const char *other, const struct iovec *data, int count, size_t bytes) {
  struct iovec parts[1027];
  struct header header = { kind, getpid(), inode, offset, strlen(path), strlen(other), bytes, 0 };
  size_t left = bytes;
  int used = 3;
  int saved = errno;
  parts[0] = (struct iovec){ &header, sizeof header };
  parts[1] = (struct iovec){ (void *)path, header.path_bytes };
  parts[2] = (struct iovec){ (void *)other, header.other_bytes };
  for (int index = 0; index < count && left > 0 && used < 1024; index++) {
    size_t part = data[index].iov_len < left ? data[index].iov_len : left;
    parts[used++] = (struct iovec){ data[index].iov_base, part };
    left -= part;
  }
  size_t whole = sizeof header + header.path_bytes + header.other_bytes + bytes;
  if (left > 0 || syscall(SYS_writev, log_file, parts, used) != (long)whole) abort();
  errno = saved;
}

static int is_under_root(const char *path) {
  return log_file >= 0 && strncmp(path, root, root_bytes) == 0 && (path[root_bytes] == '/' || path[root_bytes] == 0);
}

/* The path of an open file; false where it is not under the root. */
static int path_of(int file, char *path) {
  char link[40];
  if (log_file < 0 || file == log_file) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  int saved = errno;
  ssize_t length = readlink(link, path, PATH_MAX - 1);
  errno = saved;
  path[length < 0 ? 0 : length] = 0;
  return is_under_root(path);
}

/* Absolute, so that every name is written down in one way; false where it is not under the root. */
static int absolute(int directory, const char *given, char *path) {
  char folder[PATH_MAX] = "";
  if (log_file < 0) return 0;
  if (given[0] == '/') snprintf(path, PATH_MAX, "%s", given);
  else {
    if (directory == AT_FDCWD) getcwd(folder, sizeof folder);
    else path_of(directory, folder);
    snprintf(path, PATH_MAX, "%.2000s/%.2000s", folder, given);
  }
  return is_under_root(path);
}

static uint64_t inode_of(int file) {
  struct stat found;
  return fstat(file, &found) == 0 ? found.st_ino : 0;
}

static uint64_t inode_at(const char *path) {
  struct stat found;
  return lstat(path, &found) == 0 ? found.st_ino : 0;
}

static int open_file(int directory, const char *given, int flags, mode_t mode) {
  char path[PATH_MAX];
  if (!absolute(directory, given, path) || !(flags & (O_CREAT | O_TRUNC))) return syscall(SYS_openat, directory, given, flags, mode);
  pthread_mutex_lock(&lock);
  int saved = errno;
  int was_there = inode_at(path) != 0;
  errno = saved;
  int file = syscall(SYS_openat, directory, given, flags, mode);
  if (file >= 0 && !was_there) record(CREATE, inode_of(file), 0, path, "", NULL, 0, 0);
  else if (file >= 0 && (flags & O_TRUNC)) record(TRUNCATE, inode_of(file), 0, path, "", NULL, 0, 0);
  pthread_mutex_unlock(&lock);
  return file;
}

static int is_mark(int file) {
  struct stat found;
  if (log_file < 0) return 0;
  return file == STDOUT_FILENO || (records_sockets && fstat(file, &found) == 0 && S_ISSOCK(found.st_mode));
}

/* offset < 0: where the file stands, as write() does. */
static ssize_t write_parts(int file, const struct iovec *parts, int count, off_t offset) {
  char path[PATH_MAX];
  int mark = offset < 0 && is_mark(file);
  int watched = !mark && path_of(file, path);
  if (!mark && !watched) return offset < 0 ? syscall(SYS_writev, file, parts, count) : syscall(SYS_pwritev, file, parts, count, offset, 0);
  pthread_mutex_lock(&lock);
  ssize_t written = offset < 0 ? syscall(SYS_writev, file, parts, count) : syscall(SYS_pwritev, file, parts, count, offset, 0);
  if (written > 0 && mark) record(MARK, file, 0, name, "", parts, count, written);
  if (written > 0 && watched) {
    off_t start = offset < 0 ? lseek(file, 0, SEEK_CUR) - written : offset;
    record(WRITE, inode_of(file), start, path, "", parts, count, written);
  }
  pthread_mutex_unlock(&lock);
  return written;
}

static int truncate_file(int file, off_t length) {
  char path[PATH_MAX];
  if (!path_of(file, path)) return syscall(SYS_ftruncate, file, length);
  pthread_mutex_lock(&lock);
  int result = syscall(SYS_ftruncate, file, length);
  if (result == 0) record(TRUNCATE, inode_of(file), length, path, "", NULL, 0, 0);
  pthread_mutex_unlock(&lock);
  return result;
}

static int sync_file(int file, long call) {
  char path[PATH_MAX];
  if (!path_of(file, path)) return syscall(call, file);
  uint64_t inode = inode_of(file);
  pthread_mutex_lock(&lock);
  uint64_t number = ++syncs;
  record(SYNC_BEGIN, inode, number, path, "", NULL, 0, 0);
  pthread_mutex_unlock(&lock);
  int result = syscall(call, file);
  pthread_mutex_lock(&lock);
  if (result == 0) record(SYNC_END, inode, number, path, "", NULL, 0, 0);
  pthread_mutex_unlock(&lock);
  return result;
}

static int make_link(int from, const char *given, int to, const char *given_other, int flags) {
  char path[PATH_MAX], other[PATH_MAX];
  absolute(from, given, path);
  if (!absolute(to, given_other, other)) return syscall(SYS_linkat, from, given, to, given_other, flags);
  pthread_mutex_lock(&lock);
  int result = syscall(SYS_linkat, from, given, to, given_other, flags);
  if (result == 0) record(LINK, inode_at(other), 0, path, other, NULL, 0, 0);
  pthread_mutex_unlock(&lock);
  return result;
}

static int rename_file(int from, const char *given, int to, const char *given_other, unsigned flags) {
  char path[PATH_MAX], other[PATH_MAX];
  int watched = absolute(from, given, path);
  watched |= absolute(to, given_other, other);
  if (!watched) return syscall(SYS_renameat2, from, given, to, given_other, flags);
  pthread_mutex_lock(&lock);
  int result = syscall(SYS_renameat2, from, given, to, given_other, flags);
  if (result == 0) record(RENAME, inode_at(other), 0, path, other, NULL, 0, 0);
  pthread_mutex_unlock(&lock);
  return result;
}

static int remove_name(int directory, const char *given, int flags) {
  char path[PATH_MAX];
  if (!absolute(directory, given, path)) return syscall(SYS_unlinkat, directory, given, flags);
  pthread_mutex_lock(&lock);
  int result = syscall(SYS_unlinkat, directory, given, flags);
  if (result == 0) record(flags & AT_REMOVEDIR ? RMDIR : UNLINK, 0, 0, path, "", NULL, 0, 0);
  pthread_mutex_unlock(&lock);
  return result;
}

static int make_directory(int directory, const char *given, mode_t mode) {
  char path[PATH_MAX];
  if (!absolute(directory, given, path)) return syscall(SYS_mkdirat, directory, given, mode);
  pthread_mutex_lock(&lock);
  int result = syscall(SYS_mkdirat, directory, given, mode);
  if (result == 0) record(MKDIR, inode_at(path), 0, path, "", NULL, 0, 0);
  pthread_mutex_unlock(&lock);
  return result;
}

#define MODE_OF(flags) \
  mode_t mode = 0; \
  if ((flags) & (O_CREAT | __O_TMPFILE)) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); }
#define ONE(data, bytes) &(struct iovec){ (void *)(data), (bytes) }, 1

int open(const char *path, int flags, ...) { MODE_OF(flags) return open_file(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE_OF(flags) return open_file(AT_FDCWD, path, flags, mode); }
int openat(int folder, const char *path, int flags, ...) { MODE_OF(flags) return open_file(folder, path, flags, mode); }
int openat64(int folder, const char *path, int flags, ...) { MODE_OF(flags) return open_file(folder, path, flags, mode); }
int creat(const char *path, mode_t mode) { return open_file(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }
ssize_t write(int file, const void *data, size_t bytes) { return write_parts(file, ONE(data, bytes), -1); }
ssize_t writev(int file, const struct iovec *parts, int count) { return write_parts(file, parts, count, -1); }
ssize_t pwrite(int file, const void *data, size_t bytes, off_t offset) { return write_parts(file, ONE(data, bytes), offset); }
ssize_t pwrite64(int file, const void *data, size_t bytes, off64_t offset) { return write_parts(file, ONE(data, bytes), offset); }
ssize_t pwritev(int file, const struct iovec *parts, int count, off_t offset) { return write_parts(file, parts, count, offset); }
ssize_t pwritev64(int file, const struct iovec *parts, int count, off64_t offset) { return write_parts(file, parts, count, offset); }
int ftruncate(int file, off_t length) { return truncate_file(file, length); }
int ftruncate64(int file, off64_t length) { return truncate_file(file, length); }
int fsync(int file) { return sync_file(file, SYS_fsync); }
int fdatasync(int file) { return sync_file(file, SYS_fdatasync); }
int link(const char *from, const char *to) { return make_link(AT_FDCWD, from, AT_FDCWD, to, 0); }
int linkat(int from, const char *path, int to, const char *other, int flags) { return make_link(from, path, to, other, flags); }
int rename(const char *from, const char *to) { return rename_file(AT_FDCWD, from, AT_FDCWD, to, 0); }
int renameat(int from, const char *path, int to, const char *other) { return rename_file(from, path, to, other, 0); }
int renameat2(int from, const char *path, int to, const char *other, unsigned flags) { return rename_file(from, path, to, other, flags); }
int unlink(const char *path) { return remove_name(AT_FDCWD, path, 0); }
int unlinkat(int folder, const char *path, int flags) { return remove_name(folder, path, flags); }
int rmdir(const char *path) { return remove_name(AT_FDCWD, path, AT_REMOVEDIR); }
int mkdir(const char *path, mode_t mode) { return make_directory(AT_FDCWD, path, mode); }
int mkdirat(int folder, const char *path, mode_t mode) { return make_directory(folder, path, mode); }

int truncate(const char *path, off_t length) {
  int file = open_file(AT_FDCWD, path, O_WRONLY | O_CLOEXEC, 0);
  if (file < 0) return -1;
  int result = truncate_file(file, length);
  close(file);
  return result;
}
int truncate64(const char *path, off64_t length) { return truncate(path, length); }
