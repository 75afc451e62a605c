; The gantry command on the person's own PATH, and the addresses gantry://… : per user, like the installation itself.
!macro customInstall
  nsExec::Exec 'powershell.exe -NoProfile -NonInteractive -ExecutionPolicy Bypass -File "$INSTDIR\resources\bin\user-path.ps1" add "$INSTDIR\resources\bin"'
  Pop $0
  WriteRegStr HKCU "Software\Classes\gantry" "" "URL:Gantry"
  WriteRegStr HKCU "Software\Classes\gantry" "URL Protocol" ""
  ; Nothing after the two dashes is taken for a switch, whatever the address holds.
  WriteRegStr HKCU "Software\Classes\gantry\shell\open\command" "" '"$INSTDIR\Gantry.exe" -- "%1"'
!macroend

!macro customUnInstall
  ${ifNot} ${isUpdated}
    nsExec::Exec 'powershell.exe -NoProfile -NonInteractive -ExecutionPolicy Bypass -File "$INSTDIR\resources\bin\user-path.ps1" remove "$INSTDIR\resources\bin"'
    Pop $0
    DeleteRegKey HKCU "Software\Classes\gantry"
  ${endIf}
!macroend
