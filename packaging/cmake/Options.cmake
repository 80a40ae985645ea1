# SPDX-License-Identifier: GPL-3.0-or-later
# Every switch of the build, and the language settings all targets share.
option(COPPERFIELD_GUI "Build the desktop program (needs Qt Widgets, Charts, Svg)" ON)
option(COPPERFIELD_TESTS "Build the tests (needs Qt Test)" ON)
option(COPPERFIELD_FUZZ "Build the fuzz targets (needs clang)" OFF)
option(COPPERFIELD_COVERAGE "Count what is executed (needs clang): ./dev coverage" OFF)
option(COPPERFIELD_WERROR "Treat warnings as errors" ON)
set(COPPERFIELD_UDP_BACKEND "auto" CACHE STRING
    "UDP sockets: 'posix' (recvmsg/sendmsg), 'qt' (QUdpSocket) or 'auto'")
set(COPPERFIELD_SANITIZE "" CACHE STRING "Sanitizers, as for -fsanitize= (address,undefined or thread)")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE Release)
endif()

set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

# Faster rebuilds where the developer has these; neither changes what is built.
find_program(CCACHE ccache)
if(CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE}")
endif()
find_program(MOLD mold)
if(MOLD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_link_options(-fuse-ld=mold)
endif()

if(COPPERFIELD_SANITIZE)
    # What UBSan finds ends the program, so that a test that runs into it fails.
    add_compile_options(-fsanitize=${COPPERFIELD_SANITIZE} -fno-omit-frame-pointer
                        -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${COPPERFIELD_SANITIZE})
    # Whether the tests' own sources overflow an integer is of no interest, and costs a quarter of
    # their compile time.
    if(COPPERFIELD_SANITIZE MATCHES "undefined")
        set(copperfield_tests_unwatched -fno-sanitize=undefined)
    endif()
endif()

if(COPPERFIELD_COVERAGE)
    # C++ alone: what is C here (a test's shim) is compiled by the system's compiler.
    add_compile_options("$<$<COMPILE_LANGUAGE:CXX>:-fprofile-instr-generate;-fcoverage-mapping>")
    add_link_options("$<$<LINK_LANGUAGE:CXX>:-fprofile-instr-generate>")
endif()

if(COPPERFIELD_FUZZ)
    # All code is watched for what an input reaches, not the targets alone. Comparisons are not
    # traced: that costs a quarter of the speed, and dictionaries know the words.
    add_compile_options(-fsanitize=fuzzer-no-link -fno-sanitize-coverage=trace-cmp -O2)
endif()

set(COPPERFIELD_QT_COMPONENTS Core Network Sql)
if(COPPERFIELD_TESTS)
    list(APPEND COPPERFIELD_QT_COMPONENTS Test)
endif()
if(COPPERFIELD_GUI)
    list(APPEND COPPERFIELD_QT_COMPONENTS Gui Widgets Charts Svg DBus LinguistTools)
endif()
find_package(Qt6 6.4 REQUIRED COMPONENTS ${COPPERFIELD_QT_COMPONENTS})
find_package(tl-expected REQUIRED)

# Keys at rest: our vault, and the system's keychain (libsecret and KWallet behind one interface).
find_package(Qt6Keychain 0.13 REQUIRED)
find_path(SODIUM_INCLUDE_DIR sodium.h REQUIRED)
find_library(SODIUM_LIBRARY sodium REQUIRED)
add_library(sodium UNKNOWN IMPORTED)
set_target_properties(sodium PROPERTIES IMPORTED_LOCATION "${SODIUM_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${SODIUM_INCLUDE_DIR}")
