; The gantry command on the person's own PATH, the addresses gantry://… and "Send to": per user, like the installation itself.
!macro customInstall
  nsExec::Exec 'powershell.exe -NoProfile -NonInteractive -ExecutionPolicy Bypass -File "$INSTDIR\resources\bin\user-path.ps1" add "$INSTDIR\resources\bin"'
  Pop $0
  WriteRegStr HKCU "Software\Classes\gantry" "" "URL:Gantry"
  WriteRegStr HKCU "Software\Classes\gantry" "URL Protocol" ""
  ; Nothing after the two dashes is taken for a switch, whatever the address holds.
  WriteRegStr HKCU "Software\Classes\gantry\shell\open\command" "" '"$INSTDIR\Gantry.exe" -- "%1"'
  ; What is chosen comes after the two dashes as well.
  CreateShortCut "$SENDTO\Gantry.lnk" "$INSTDIR\Gantry.exe" "--" "$INSTDIR\Gantry.exe" 0
!macroend

!macro customUnInstall
  ${ifNot} ${isUpdated}
    nsExec::Exec 'powershell.exe -NoProfile -NonInteractive -ExecutionPolicy Bypass -File "$INSTDIR\resources\bin\user-path.ps1" remove "$INSTDIR\resources\bin"'
    Pop $0
    DeleteRegKey HKCU "Software\Classes\gantry"
    Delete "$SENDTO\Gantry.lnk"
  ${endIf}
!macroend
