# SPDX-License-Identifier: GPL-3.0-or-later
# Where things are installed, and the Debian package (./dev package).
include(GNUInstallDirs)

install(TARGETS copper copper-board RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
if(COPPERFIELD_GUI)
    install(TARGETS copperfield RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
    install(FILES packaging/org.copperfield.Copperfield.desktop
            DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
    configure_file(packaging/org.copperfield.Copperfield.metainfo.xml.in
                   "${CMAKE_BINARY_DIR}/org.copperfield.Copperfield.metainfo.xml" @ONLY)
    install(FILES "${CMAKE_BINARY_DIR}/org.copperfield.Copperfield.metainfo.xml"
            DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
    install(FILES resources/copperfield.svg
            RENAME org.copperfield.Copperfield.svg
            DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
endif()
# Debian's names: the folder is the package's, the licence is "copyright".
set(doc_dir ${CMAKE_INSTALL_DATAROOTDIR}/doc/copperfield)
install(FILES CHANGELOG.md docs/guide.md DESTINATION ${doc_dir})
install(FILES packaging/copyright DESTINATION ${doc_dir})

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME copperfield)
set(CPACK_PACKAGE_VENDOR "The Copperfield authors")
set(CPACK_PACKAGE_CONTACT "The Copperfield authors <founders@copperfield.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGE_DESCRIPTION
    "Copperfield discovers CoAP devices (RFC 7252) on a network, shows their resources as a live tree,
 charts what it observes, pushes firmware block by block and shows every message. The package
 holds the desktop program, the command line tool copper, and copper-board, a virtual device.")
set(CPACK_PACKAGING_INSTALL_PREFIX "/usr")
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Loaded at run time, which no tool can see: the platform plugins, the SVG icons' reader, and the way
# to the Secret Service, without which there is no keychain outside KDE.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "qt6-qpa-plugins, libqt6svg6, libsecret-1-0")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-dejavu-core")
include(CPack)
