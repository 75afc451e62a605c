/*
 * A quota where the system has none. Loaded in front of the C library (LD_PRELOAD), it lets a program write files below QUOTA_ROOT only until they
 * hold as many bytes as the file QUOTA_LIMIT says: then a write is cut short, and the next one ends with EDQUOT, as file systems do it. What the
 * disk says of its free room stays true.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static long long used;

static int count(const char *path, const struct stat *found, int type, struct FTW *where) {
  (void)path;
  (void)where;
  if (type == FTW_F) used += found->st_size;
  return 0;
}

static long long limit(const char *path) {
  long long bytes = 0;
  FILE *file = fopen(path, "r");
  if (file == NULL) return 0;
  if (fscanf(file, "%lld", &bytes) != 1) bytes = 0;
  fclose(file);
  return bytes;
}

ssize_t write(int descriptor, const void *bytes, size_t length) {
  static ssize_t (*next)(int, const void *, size_t);
  if (next == NULL) next = (ssize_t(*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
  const char *root = getenv("QUOTA_ROOT");
  const char *limitPath = getenv("QUOTA_LIMIT");
  struct stat file;
  if (root == NULL || limitPath == NULL || fstat(descriptor, &file) != 0 || !S_ISREG(file.st_mode)) return next(descriptor, bytes, length);
  long long grows = lseek(descriptor, 0, SEEK_CUR) + (long long)length - file.st_size;
  used = 0;
  nftw(root, count, 16, FTW_PHYS);
  long long over = grows <= 0 ? 0 : used + grows - limit(limitPath);
  if (over <= 0) return next(descriptor, bytes, length);
  if (over >= (long long)length) {
    errno = EDQUOT;
    return -1;
  }
  return next(descriptor, bytes, length - over);
}
